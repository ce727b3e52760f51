import { useMutation } from '@tanstack/react-query';
import { CommentEditor } from './comment-editor.tsx';
import { TagEditor } from './tag-editor.tsx';
import { useMayWrite } from './use-may-write.ts';

interface TagsAndCommentProps {
  workspace: string;
  /** What is described: a task or a model. */
  of: { tags?: string[] | undefined; comment?: string | null | undefined };
  onChange: (wanted: { tags?: string[]; comment?: string }) => Promise<unknown>;
}

/** Tags and comment: what people add to a task or a model. */
export function TagsAndComment({ workspace, of, onChange }: TagsAndCommentProps) {
  const mayWrite = useMayWrite(workspace);
  const tagging = useMutation({ mutationFn: (tags: string[]) => onChange({ tags }) });
  return (
    <>
      <section className="section">
        <div className="section-head">
          <h2>Tags</h2>
        </div>
        <div className="panel panel-pad">
          <TagEditor
            tags={of.tags ?? []}
            mayWrite={mayWrite}
            busy={tagging.isPending}
            error={tagging.error}
            onTags={tagging.mutate}
          />
        </div>
      </section>
      <section className="section">
        <div className="section-head">
          <h2>Comment</h2>
        </div>
        <div className="panel panel-pad">
          <CommentEditor
            comment={of.comment ?? ''}
            mayWrite={mayWrite}
            onComment={async (comment) => {
              await onChange({ comment });
            }}
          />
        </div>
      </section>
    </>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { CommentEditor } from '../task/comment-editor.tsx';
import { TagEditor } from '../task/tag-editor.tsx';
import { useMayWrite } from '../task/use-may-write.ts';
import { type ModelDocument, refreshModel } from './model-query.ts';

/** Tags and comment of a model. */
export function DescriptionSections({ workspace, model }: { workspace: string; model: ModelDocument }) {
  const client = useQueryClient();
  const mayWrite = useMayWrite(workspace);
  const change = (wanted: { tags?: string[]; comment?: string }) =>
    call('models.update', { model: model.id, ...wanted }, { workspace });
  const refresh = () => refreshModel(client, workspace, model.id);
  const tagging = useMutation({ mutationFn: (tags: string[]) => change({ tags }), onSuccess: refresh });
  return (
    <>
      <section className="section">
        <div className="section-head">
          <h2>Tags</h2>
        </div>
        <div className="panel panel-pad">
          <TagEditor
            tags={model.tags ?? []}
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
            comment={model.comment ?? ''}
            mayWrite={mayWrite}
            onComment={async (comment) => {
              await change({ comment });
              await refresh();
            }}
          />
        </div>
      </section>
    </>
  );
}

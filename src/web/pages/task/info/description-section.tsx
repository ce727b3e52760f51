import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api.ts';
import { CommentEditor } from '../comment-editor.tsx';
import { TagEditor } from '../tag-editor.tsx';
import { refreshTask, type TaskDocument } from '../task-query.ts';
import { useMayWrite } from '../use-may-write.ts';

/** Tags and comment: what people add to a task, in any status. */
export function DescriptionSection({ workspace, task }: { workspace: string; task: TaskDocument }) {
  const client = useQueryClient();
  const mayWrite = useMayWrite(workspace);
  const change = (wanted: { tags?: string[]; comment?: string }) =>
    call('tasks.update', { task: task.id, ...wanted }, { workspace });
  const refresh = () => refreshTask(client, workspace, task.id);
  const tagging = useMutation({ mutationFn: (tags: string[]) => change({ tags }), onSuccess: refresh });
  return (
    <>
      <section className="section">
        <div className="section-head">
          <h2>Tags</h2>
        </div>
        <div className="panel panel-pad">
          <TagEditor
            tags={task.tags ?? []}
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
            comment={task.comment ?? ''}
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

import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api.ts';
import { TagsAndComment } from '../tags-and-comment.tsx';
import { refreshTask, type TaskDocument } from '../task-query.ts';

/** Tags and comment of a task, which change in any status. */
export function DescriptionSection({ workspace, task }: { workspace: string; task: TaskDocument }) {
  const client = useQueryClient();
  return (
    <TagsAndComment
      workspace={workspace}
      of={task}
      onChange={async (wanted) => {
        await call('tasks.update', { task: task.id, ...wanted }, { workspace });
        await refreshTask(client, workspace, task.id);
      }}
    />
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../../ui/toast.tsx';
import { refreshQueues } from '../../queues/queue-list-query.ts';
import { refreshTasks } from '../../tasks/tasks-query.ts';
import { refreshTask } from '../task-query.ts';

interface Acting<Answer> {
  workspace: string;
  task: string;
  act: () => Promise<Answer>;
  /** What the toast says once it worked. */
  said: (answer: Answer) => string;
  onClose: () => void;
}

/** Does something to a task once: refreshes what shows it, closes the dialog and says so. */
export function useActing<Answer>({ workspace, task, act, said, onClose }: Acting<Answer>) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      await Promise.all([
        refreshTask(client, workspace, task),
        refreshTasks(client, workspace),
        refreshQueues(client, workspace),
      ]);
      onClose();
      toast(said(answer));
    },
  });
  return { act: () => mutate(), busy: isPending, error };
}

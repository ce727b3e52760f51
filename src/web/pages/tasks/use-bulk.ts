import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../ui/toast.tsx';
import { refreshProjects } from '../projects/projects-query.ts';
import { counted } from '../workspace/names.ts';
import type { BulkResult, Refused } from './bulk-calls.ts';
import { refreshTasks } from './tasks-query.ts';

export interface BulkEnd {
  workspace: string;
  /** Told once it is over: what was refused stays to be looked at. */
  onEnd: (refused: Refused[]) => void;
}

/**
 * Does something to several tasks and has everything that shows them fetched again.
 * @param said what was done, as in "3 tasks archived"
 */
export function useBulk({ workspace, onEnd }: BulkEnd, said: string, run: () => Promise<BulkResult>) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: run,
    onSuccess: async ({ done, refused }) => {
      await Promise.all([refreshTasks(client, workspace), refreshProjects(client, workspace)]);
      onEnd(refused);
      if (done.length > 0) toast(`${counted(done.length, 'task')} ${said}`);
    },
  });
  return { act: () => mutate(), busy: isPending, error };
}

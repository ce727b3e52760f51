import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { type Deletion, failuresQuery, refreshDeletions } from './cleanup-queries.ts';

interface FailuresDialogProps {
  workspace: string;
  deletion: Deletion;
  mayRetry: boolean;
  onClose: () => void;
}

/** What could not be deleted, each with its reason, and the button to try again. */
export function FailuresDialog({ workspace, deletion, mayRetry, onClose }: FailuresDialogProps) {
  const client = useQueryClient();
  const query = useInfiniteQuery(failuresQuery(workspace, deletion.id));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('storage_cleanup.retry', { id: deletion.id }, { workspace }),
    onSuccess: async ({ retried }) => {
      await refreshDeletions(client, workspace);
      onClose();
      toast(`Trying ${counted(retried, 'object')} again`);
    },
  });
  return (
    <Dialog
      wide
      title="What could not be deleted"
      about={`${counted(deletion.failed, 'object')} of ${deletion.total}, as they were asked for.`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Close</Button>
          {mayRetry && (
            <Button look="primary" busy={isPending && 'Starting…'} onClick={() => mutate()}>
              Retry
            </Button>
          )}
        </>
      }
    >
      {error && <ErrorNote error={error} />}
      <LoadedState query={query} what="what failed">
        {({ pages }) => (
          <ul className="failures">
            {pages
              .flatMap(({ failures }) => failures)
              .map(({ url, reason, tries }) => (
                <li key={url}>
                  <code>{url}</code>
                  <span>
                    {reason}
                    {tries > 1 && <span className="faint"> Tried {tries} times.</span>}
                  </span>
                </li>
              ))}
          </ul>
        )}
      </LoadedState>
      <MoreFoot query={query}>There are more.</MoreFoot>
    </Dialog>
  );
}

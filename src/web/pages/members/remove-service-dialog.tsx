import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { When } from '../../ui/when.tsx';
import { counted, nameOf } from '../workspace/names.ts';
import { refreshServiceAccounts, type ServiceAccount } from './members-queries.ts';

interface RemoveServiceDialogProps {
  workspace: string;
  account: ServiceAccount;
  onClose: () => void;
}

/** Says what stops before a service account is removed. */
export function RemoveServiceDialog({ workspace, account, onClose }: RemoveServiceDialogProps) {
  const client = useQueryClient();
  const { id, name, credential_count, credentials = [] } = account;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('service_accounts.delete', { service_account: id }, { workspace }),
    onSuccess: async () => {
      onClose();
      await refreshServiceAccounts(client, workspace);
      toast(`${name} removed`);
    },
  });
  return (
    <Dialog
      title={`Remove ${name}?`}
      about="What it made stays. This cannot be undone."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button look="danger" busy={isPending && 'Removing…'} onClick={() => mutate()}>
            Remove service account
          </Button>
        </>
      }
    >
      <div className="stack">
        <h3>What stops, within a second</h3>
        <ul className="impact">
          <li>
            <Icon name="key" className="faint" />
            {counted(credential_count, 'credential')}, and every token made with them
          </li>
          {credentials.map((pair) => (
            <li key={pair.access_key}>
              <Icon name="robot" className="faint" />
              <span>{nameOf(pair)}</span>
              <span className="end">
                {pair.last_used ? (
                  <>
                    used <When time={pair.last_used} />
                    {pair.last_used_from && ` by ${pair.last_used_from}`}
                  </>
                ) : (
                  'never used'
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

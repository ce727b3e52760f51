import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { refreshServiceAccounts, type ServiceAccount } from './members-queries.ts';

/** What the grant means, said before it is given. */
function WhatItMeans({ account }: { account: ServiceAccount }) {
  return (
    <>
      <Note tone="warn" icon="vault">
        <strong>Its agents receive the personal vault of whoever owns the task</strong>, with every secret in
        it.
      </Note>
      <div className="stack">
        <h3>What it means</h3>
        <ul className="impact">
          <li>
            <Icon name="key" className="faint" />
            Whoever holds its credentials ({counted(account.credential_count, 'key pair')} now) acts for any
            member of the workspace
          </li>
          <li>
            <Icon name="lock" className="faint" />
            It never has more rights than a member, and makes no credentials, changes no vault, manages nobody
          </li>
          <li>
            <Icon name="scroll" className="faint" />
            The log tells for whom it acted, once a day for each person
          </li>
          <li>
            <Icon name="users" className="faint" />
            Only owners make credentials for it from then on
          </li>
        </ul>
      </div>
    </>
  );
}

interface ImpersonationDialogProps {
  workspace: string;
  account: ServiceAccount;
  onClose: () => void;
}

/** Lets a service account act for others, or ends that. */
export function ImpersonationDialog({ workspace, account, onClose }: ImpersonationDialogProps) {
  const client = useQueryClient();
  const { id, name, may_impersonate } = account;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call(
        'service_accounts.set_impersonation',
        { service_account: id, may_impersonate: !may_impersonate },
        { workspace },
      ),
    onSuccess: async () => {
      onClose();
      await refreshServiceAccounts(client, workspace);
      toast(may_impersonate ? `${name} acts only as itself` : `${name} may act for others`);
    },
  });
  return (
    <Dialog
      title={may_impersonate ? `Stop ${name} acting for others?` : `Let ${name} act for others?`}
      about={
        may_impersonate
          ? 'What it does for others now ends within a second; it still works as itself.'
          : 'Agents started with --use-owner-token then run each task as the person who owns it.'
      }
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={isPending && 'Changing…'} onClick={() => mutate()}>
            {may_impersonate ? 'Stop' : 'Let it act for others'}
          </Button>
        </>
      }
    >
      {!may_impersonate && <WhatItMeans account={account} />}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

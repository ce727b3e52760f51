import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { shortKey } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { When } from '../../ui/when.tsx';
import type { Credential } from '../workspace/credentials-query.ts';
import { nameOf } from '../workspace/names.ts';
import type { Rights } from './member-rights.ts';
import { refreshServiceAccounts, type ServiceAccount } from './members-queries.ts';

interface KeyLineProps {
  pair: Credential;
  busy: boolean;
  onRevoke: () => void;
}

/** One key pair; revoking is asked for twice. */
function KeyLine({ pair, busy, onRevoke }: KeyLineProps) {
  const [asked, setAsked] = useState(false);
  return (
    <li>
      <span className="grow">
        <strong>{nameOf(pair)}</strong>
        <span className="sub">
          <span className="mono">{shortKey(pair.access_key)}</span>, last used{' '}
          {pair.last_used ? <When time={pair.last_used} /> : 'never'}
          {pair.last_used_from && ` by ${pair.last_used_from}`}
        </span>
      </span>
      {asked ? (
        <Button size="sm" look="danger" busy={busy && 'Revoking…'} onClick={onRevoke}>
          Revoke for good<span className="sr"> {nameOf(pair)}</span>
        </Button>
      ) : (
        <Button size="sm" look="quiet" onClick={() => setAsked(true)}>
          Revoke<span className="sr"> {nameOf(pair)}</span>
        </Button>
      )}
    </li>
  );
}

interface ServiceKeysDialogProps {
  workspace: string;
  account: ServiceAccount;
  rights: Rights;
  onClose: () => void;
  onCreate: () => void;
}

/** The key pairs of a service account. */
export function ServiceKeysDialog({ workspace, account, rights, onClose, onCreate }: ServiceKeysDialogProps) {
  const client = useQueryClient();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (access_key: string) =>
      call('service_accounts.revoke_credentials', { service_account: account.id, access_key }, { workspace }),
    onSuccess: async () => {
      await refreshServiceAccounts(client, workspace);
      toast('Key revoked: it is refused within a second');
    },
  });
  const forOwners = account.may_impersonate && rights.role !== 'owner';
  const pairs = account.credentials ?? [];
  return (
    <Dialog
      title={`Credentials of ${account.name}`}
      about="A revoked key and its live tokens are refused within a second."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" icon="plus" disabled={forOwners} onClick={onCreate}>
            Create credentials
          </Button>
        </>
      }
    >
      {forOwners && (
        <Note icon="users">This account may act for others, so only an owner makes credentials for it.</Note>
      )}
      {pairs.length === 0 ? (
        <p className="sm quiet">None yet: nothing can use this account.</p>
      ) : (
        <ul className="impact">
          {pairs.map((pair) => (
            <KeyLine
              key={pair.access_key}
              pair={pair}
              busy={isPending && variables === pair.access_key}
              onRevoke={() => mutate(pair.access_key)}
            />
          ))}
        </ul>
      )}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

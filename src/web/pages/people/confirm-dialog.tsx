import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { currentUserQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { generalError } from '../../ui/field.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import type { AccountTask } from './account-dialogs.tsx';
import { type Account, type PasswordLink, refreshAccounts } from './accounts-query.ts';
import { Heir } from './heir.tsx';

type Kind = Exclude<AccountTask['kind'], 'make'>;

interface Words {
  title: (name: string) => string;
  about: string;
  button: string;
  danger?: true;
  stops: [IconName, string][];
  said: (name: string) => string;
}

const WORDS: Record<Kind, Words> = {
  reset: {
    title: (name) => `Reset the password of ${name}?`,
    about: 'You get a one-time link. Until it is used, the old password keeps working.',
    button: 'Make link',
    stops: [['link', 'Links made earlier stop working']],
    said: () => '',
  },
  disable: {
    title: (name) => `Disable ${name}?`,
    about: 'Everything is kept, and you can enable the account again.',
    button: 'Disable',
    danger: true,
    stops: [
      ['screen', 'All their sessions, within a second'],
      ['key', 'All their API credentials, in every workspace'],
      ['robot', 'Agents and scripts that use those'],
    ],
    said: (name) => `${name} disabled`,
  },
  enable: {
    title: (name) => `Enable ${name}?`,
    about: 'They can sign in again, and their API credentials work again.',
    button: 'Enable',
    stops: [],
    said: (name) => `${name} enabled`,
  },
  remove: {
    title: (name) => `Remove ${name}?`,
    about:
      'Their sessions and API credentials end at once, and they leave every workspace. It cannot be undone.',
    button: 'Remove account',
    danger: true,
    stops: [
      ['screen', 'All their sessions, within a second'],
      ['key', 'All their API credentials, for good'],
      ['rooms', 'Their personal workspace with all it holds'],
    ],
    said: (name) => `${name} removed`,
  },
  promote: {
    title: (name) => `Make ${name} an administrator of this server?`,
    about: 'They can make, disable and remove accounts, yours included, and change server settings.',
    button: 'Make administrator',
    stops: [],
    said: (name) => `${name} administers this server`,
  },
  demote: {
    title: (name) => `End ${name}'s administering?`,
    about: 'Their account, workspaces and credentials stay as they are.',
    button: 'End administering',
    stops: [],
    said: (name) => `${name} no longer administers this server`,
  },
};

/** Runs the task; a reset gives its link. */
async function run(kind: Kind, account: string, new_owner: string | null): Promise<PasswordLink | undefined> {
  switch (kind) {
    case 'reset':
      return (await call('accounts.reset_password', { account })).link;
    case 'disable':
      await call('accounts.disable', { account, new_owner });
      return;
    case 'enable':
      await call('accounts.enable', { account });
      return;
    case 'remove':
      await call('accounts.delete', { account, new_owner });
      return;
    case 'promote':
    case 'demote':
      await call('accounts.set_server_admin', { account, server_admin: kind === 'promote' });
      return;
  }
}

interface ConfirmDialogProps {
  kind: Kind;
  account: Account;
  onClose: () => void;
  onLink: (link: PasswordLink) => void;
}

/** Says what a task does to a person before it is done. */
export function ConfirmDialog({ kind, account, onClose, onLink }: ConfirmDialogProps) {
  const client = useQueryClient();
  const words = WORDS[kind];
  const [heir, setHeir] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => run(kind, account.id, heir.trim() || null),
    onSuccess: async (link) => {
      await Promise.all([refreshAccounts(client), client.invalidateQueries(currentUserQuery)]);
      if (link) return onLink(link);
      onClose();
      toast(words.said(account.name));
    },
  });
  const general = generalError(error, ['new_owner']);
  return (
    <Dialog
      title={words.title(account.name)}
      about={words.about}
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={words.danger ? 'danger' : 'primary'} type="submit" busy={isPending && 'Working…'}>
            {words.button}
          </Button>
        </>
      }
    >
      {words.stops.length > 0 && (
        <div className="stack">
          <h3>What stops</h3>
          <ul className="impact">
            {words.stops.map(([icon, text]) => (
              <li key={text}>
                <Icon name={icon} className="faint" />
                {text}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Heir error={error} value={heir} onChange={setHeir} />
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}

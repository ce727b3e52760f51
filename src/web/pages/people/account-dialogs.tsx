import { useState } from 'react';
import type { Account, PasswordLink } from './accounts-query.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { MakeDialog } from './make-dialog.tsx';

export type AccountTask =
  | { kind: 'make' }
  | { kind: 'reset' | 'disable' | 'enable' | 'remove' | 'promote' | 'demote'; account: Account };

interface Given {
  name: string;
  link: PasswordLink;
}

/** The dialog of a task, and then the one-time link if it gave one. */
export function AccountDialogs({ task, onClose }: { task: AccountTask; onClose: () => void }) {
  const [given, setGiven] = useState<Given>();
  if (given) return <LinkDialog {...given} onClose={onClose} />;
  if (task.kind === 'make') return <MakeDialog onClose={onClose} onMade={setGiven} />;
  return (
    <ConfirmDialog
      kind={task.kind}
      account={task.account}
      onClose={onClose}
      onLink={(link) => setGiven({ name: task.account.name, link })}
    />
  );
}

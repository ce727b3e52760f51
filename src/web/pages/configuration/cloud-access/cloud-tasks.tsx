import { ChangePassphraseDialog } from '../../../storage/change-passphrase-dialog.tsx';
import { ForgotDialog } from '../../../storage/forgot-dialog.tsx';
import type { StorageEntries } from '../../../storage/storage-queries.ts';
import { UnlockDialog } from '../../../storage/unlock-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { nameOf } from './entry-words.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import type { Cloud, CloudWorkspace } from './use-cloud-access.ts';

interface CloudTasksProps {
  entries: StorageEntries;
  cloud: Cloud;
  workspace: CloudWorkspace;
}

function PassphraseTasks({ entries, cloud }: Omit<CloudTasksProps, 'workspace'>) {
  const { task, setTask, close } = cloud;
  const { lock, own } = entries;
  if (!task || !lock) return null;
  switch (task.kind) {
    case 'unlock':
      return (
        <UnlockDialog
          lock={lock}
          onClose={close}
          onUnlocked={task.next}
          onForgot={() => setTask({ kind: 'forgot' })}
        />
      );
    case 'change-passphrase':
      return <ChangePassphraseDialog lock={lock} onClose={close} />;
    case 'forgot': {
      const locked = own.filter(({ custody, sealed }) => custody === 'account' && sealed !== null);
      return <ForgotDialog entries={locked.map(nameOf)} onClose={close} />;
    }
    default:
      return null;
  }
}

/** The dialog of what somebody is doing with access keys. */
export function CloudTasks({ entries, cloud, workspace }: CloudTasksProps) {
  const { task, close, choices, saved } = cloud;
  if (!task) return null;
  if (task.kind === 'add') {
    return (
      <KeysDialog
        entries={entries}
        choices={choices}
        workspace={workspace.id}
        onClose={close}
        onSaved={(id) => saved(id, 'Access keys added')}
      />
    );
  }
  if (!('id' in task)) return <PassphraseTasks entries={entries} cloud={cloud} />;
  const entry = cloud.entryOf(task.id);
  if (!entry) return null;
  switch (task.kind) {
    case 'edit':
      return (
        <KeysDialog
          entry={entry}
          entries={entries}
          choices={choices}
          workspace={workspace.id}
          onClose={close}
          onSaved={(id) => saved(id, 'Access keys saved')}
        />
      );
    case 'move':
      return (
        <MoveDialog
          entry={entry}
          entries={entries}
          choices={choices}
          workspace={workspace}
          onClose={close}
          onSaved={(id) => saved(id, 'Access keys moved')}
        />
      );
    case 'delete':
      return <DeleteDialog entry={entry} entries={entries} workspace={workspace} onClose={close} />;
    case 'test':
      return <TestDialog entry={entry} cloud={cloud} workspace={workspace} />;
  }
}

import { useState } from 'react';
import type { CurrentUser } from '../../queries.ts';
import { CreateDialog } from './create-dialog.tsx';
import { CreatedDialog } from './created-dialog.tsx';
import type { Credential, NewPair } from './credentials-query.ts';
import { LabelDialog } from './label-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

/** What someone is about to do with key pairs of a workspace. */
export type CredentialTask =
  | { kind: 'create'; workspace: string }
  | { kind: 'label' | 'rotate' | 'revoke'; workspace: string; credential: Credential };

interface Made {
  pair: NewPair;
  workspace: string;
  oldEnds?: string;
}

interface CredentialDialogsProps {
  task: CredentialTask;
  workspaces: CurrentUser['companies'];
  active: string;
  onTask: (task: CredentialTask | null) => void;
}

/** The dialog of a task, and after a new pair was made, the one that shows it. */
export function CredentialDialogs({ task, workspaces, active, onTask }: CredentialDialogsProps) {
  const [made, setMade] = useState<Made>();
  const { workspace } = task;
  const onClose = () => onTask(null);
  if (made) {
    const name = workspaces.find(({ id }) => id === made.workspace)?.name ?? '';
    return (
      <CreatedDialog
        pair={made.pair}
        workspace={{ id: made.workspace, name }}
        oldEnds={made.oldEnds}
        onClose={onClose}
      />
    );
  }
  switch (task.kind) {
    case 'create':
      return (
        <CreateDialog
          workspaces={workspaces}
          workspace={workspace}
          active={active}
          onClose={onClose}
          onCreated={(pair, chosen) => setMade({ pair, workspace: chosen })}
        />
      );
    case 'rotate':
      return (
        <RotateDialog
          credential={task.credential}
          workspace={workspace}
          onClose={onClose}
          onRotated={({ credentials, old }) =>
            setMade({ pair: credentials, workspace, oldEnds: old.expires })
          }
        />
      );
    case 'revoke':
      return (
        <RevokeDialog
          credential={task.credential}
          workspace={workspace}
          onClose={onClose}
          onRotate={() => onTask({ ...task, kind: 'rotate' })}
        />
      );
    case 'label':
      return <LabelDialog credential={task.credential} workspace={workspace} onClose={onClose} />;
  }
}

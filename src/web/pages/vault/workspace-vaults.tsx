import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { DeleteVaultDialog } from './delete-vault-dialog.tsx';
import { ManagedRow, type ManageTask } from './managed-row.tsx';
import { Section } from './section.tsx';
import { useOrder } from './use-order.ts';
import { VaultDialog } from './vault-dialog.tsx';
import type { Vault, Vaults } from './vault-queries.ts';

const COLUMNS = ['Vault', 'For', 'Keys', 'State'];

function NoWorkspaceVaults() {
  return (
    <div className="empty">
      <Icon name="vault" />
      <strong>No workspace vaults yet</strong>
      <span>
        Put here what every member's scripts and agents need: buckets, a package index, a git token. Create
        one, write its text, choose whom it is for, and switch it on.
      </span>
    </div>
  );
}

/** The workspace's vaults for its administrators: make, order, switch, choose for whom, delete. */
export function WorkspaceVaults({ workspace, listed }: { workspace: string; listed: Vaults }) {
  const navigate = useNavigate();
  const [task, setTask] = useState<ManageTask | null>(null);
  const { ordered, move, said, error } = useOrder(workspace, listed.workspace);
  const open = (vault: string) =>
    void navigate({
      to: '/w/$workspace/vault/$vault',
      params: { workspace, vault },
      search: { edit: true },
    });
  return (
    <Section
      look="part"
      icon="vault"
      title="Workspace vaults"
      about="Read in this order by every process of the members they are for; a later one wins, and each member's own vault wins over all."
      end={
        <Button size="sm" icon="plus" onClick={() => setTask({ kind: 'create' })}>
          Create workspace vault
        </Button>
      }
    >
      <span className="sr" role="status">
        {said}
      </span>
      {error && (
        <div className="ws-cell">
          <ErrorNote error={error} />
        </div>
      )}
      {ordered.length === 0 ? (
        <NoWorkspaceVaults />
      ) : (
        <FlowTable caption="Workspace vaults in the order they are read" columns={COLUMNS} actions="Actions">
          {ordered.map((vault, place) => (
            <ManagedRow
              key={vault.id}
              workspace={workspace}
              vault={vault}
              place={place}
              onMove={move}
              onTask={setTask}
              onFix={({ id }: Vault) => open(id)}
            />
          ))}
        </FlowTable>
      )}
      {task && task.kind !== 'delete' && (
        <VaultDialog
          workspace={workspace}
          vault={task.kind === 'change' ? task.vault : undefined}
          onCreated={open}
          onClose={() => setTask(null)}
        />
      )}
      {task?.kind === 'delete' && (
        <DeleteVaultDialog workspace={workspace} vault={task.vault} onClose={() => setTask(null)} />
      )}
    </Section>
  );
}

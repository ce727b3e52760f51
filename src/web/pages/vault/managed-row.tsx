import { Link } from '@tanstack/react-router';
import type { DragEvent, KeyboardEvent } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { counted } from '../workspace/names.ts';
import { VaultName } from './also-applied.tsx';
import { audienceOf } from './audience.ts';
import type { Vault } from './vault-queries.ts';
import { VaultSwitch } from './vault-switch.tsx';

const DRAGGED = 'application/x-atrium-vault';

interface GripProps {
  vault: Vault;
  place: number;
  onMove: (from: number, to: number) => void;
}

/** Takes a vault to another place: by dragging, or with the arrow keys. */
function Grip({ vault, place, onMove }: GripProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const grip = event.currentTarget;
    onMove(place, place + step);
    // moving its row takes the focus away in some browsers
    requestAnimationFrame(() => grip.focus());
  };
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(DRAGGED, String(place));
    event.dataTransfer.effectAllowed = 'move';
  };
  return (
    <button
      type="button"
      className="icon-btn grip"
      draggable
      aria-label={`Move ${vault.name}; arrow keys change the order`}
      data-tip="Drag, or press ↑ ↓"
      onDragStart={onDragStart}
      onKeyDown={onKeyDown}
    >
      <Icon name="grip" />
    </button>
  );
}

export type ManageTask = { kind: 'create' } | { kind: 'change' | 'delete'; vault: Vault };

interface ManagedRowProps {
  workspace: string;
  vault: Vault;
  place: number;
  onMove: (from: number, to: number) => void;
  onTask: (task: ManageTask) => void;
  onFix: (vault: Vault) => void;
}

/** One workspace vault as its administrators see it. */
export function ManagedRow({ workspace, vault, place, onMove, onTask, onFix }: ManagedRowProps) {
  const { id, name, keys, enabled, readers } = vault;
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const from = event.dataTransfer.getData(DRAGGED);
      if (from !== '') onMove(Number(from), place);
    },
  };
  return (
    <Row drop={drop}>
      <Cell lead>
        <span className="managed-name">
          <Grip vault={vault} place={place} onMove={onMove} />
          <VaultName vault={vault} />
        </span>
      </Cell>
      <Cell label="For">
        {audienceOf(vault)}
        <span className="sub">Readable by every process of {counted(readers, 'member')}</span>
      </Cell>
      <Cell label="Keys">{keys}</Cell>
      <Cell label="State">
        <span className="cluster">
          <VaultSwitch workspace={workspace} vault={vault} label={name} onFix={() => onFix(vault)} />
          {enabled ? 'On' : <span className="faint">Off</span>}
        </span>
      </Cell>
      <Cell act>
        <Link className="btn btn-sm" to="/w/$workspace/vault/$vault" params={{ workspace, vault: id }}>
          Open<span className="sr"> {name}</span>
        </Link>
        <IconButton
          icon="pencil"
          label={`Change name and members of ${name}`}
          tip="Name, members"
          onClick={() => onTask({ kind: 'change', vault })}
        />
        <IconButton
          icon="trash"
          risk
          tipLeft
          label={`Delete ${name}`}
          tip="Delete"
          onClick={() => onTask({ kind: 'delete', vault })}
        />
      </Cell>
    </Row>
  );
}

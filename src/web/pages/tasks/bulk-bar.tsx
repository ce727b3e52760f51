import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../ui/menu.tsx';
import { BULK_ACTIONS, type BulkAction, type BulkKind, fitting } from './bulk-actions.ts';
import type { TaskRow } from './columns.ts';

/** As many as the page that compares runs shows. */
const MOST_COMPARED = 30;
/** Actions that stand beside the menu when they fit. */
const FIRST: readonly BulkKind[] = ['enqueue', 'abort', 'archive', 'unarchive'];

interface BulkBarProps {
  workspace: string;
  chosen: readonly TaskRow[];
  onAction: (kind: BulkKind) => void;
  onClear: () => void;
}

function MoreMenu({
  actions,
  onAction,
}: {
  actions: readonly BulkAction[];
  onAction: BulkBarProps['onAction'];
}) {
  return (
    <Menu
      className="bulk-menu"
      buttonClass="btn btn-sm"
      label="More to do with the chosen tasks"
      button={
        <>
          More
          <Icon name="up" className="i-sm" />
        </>
      }
    >
      {(close) => (
        <MenuGroup>
          {actions.map(({ kind, name, icon, risk }) => (
            <button
              key={kind}
              type="button"
              className={risk ? 'menu-item risk' : 'menu-item'}
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                onAction(kind);
              }}
            >
              <Icon name={icon} />
              <span className="name">{name}</span>
            </button>
          ))}
        </MenuGroup>
      )}
    </Menu>
  );
}

/** How many tasks are chosen and what can be done to them; it stays in view at the bottom. */
export function BulkBar({ workspace, chosen, onAction, onClear }: BulkBarProps) {
  const actions = BULK_ACTIONS.filter(({ kind }) => fitting(kind, chosen).length > 0);
  return (
    <div className="bulk-bar" role="toolbar" aria-label="Chosen tasks">
      <strong role="status">{chosen.length} chosen</strong>
      {actions
        .filter(({ kind }) => FIRST.includes(kind))
        .map(({ kind, name, icon }) => (
          <Button key={kind} size="sm" icon={icon} onClick={() => onAction(kind)}>
            {name}
          </Button>
        ))}
      {chosen.length > 1 && chosen.length <= MOST_COMPARED && (
        <Link
          className="btn btn-sm"
          to="/w/$workspace/compare"
          params={{ workspace }}
          search={{ tasks: chosen.map(({ id }) => id).join(',') }}
        >
          <Icon name="swap" />
          Compare
        </Link>
      )}
      <MoreMenu actions={actions.filter(({ kind }) => !FIRST.includes(kind))} onAction={onAction} />
      <span className="end">
        <Button size="sm" look="quiet" onClick={onClear}>
          Choose none
        </Button>
      </span>
    </div>
  );
}

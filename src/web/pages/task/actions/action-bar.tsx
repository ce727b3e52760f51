import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../../ui/menu.tsx';
import type { TaskDocument } from '../task-query.ts';
import { type ActionKind, actionsOf, firstAction, type TaskAction } from './task-actions.ts';

const ActionDialog = lazy(async () => ({ default: (await import('./action-dialog.tsx')).ActionDialog }));

interface ItemProps {
  action: TaskAction;
  onChoose: () => void;
}

function Item({ action: { name, icon, risk }, onChoose }: ItemProps) {
  return (
    <button
      type="button"
      className={risk ? 'menu-item risk' : 'menu-item'}
      role="menuitem"
      tabIndex={-1}
      onClick={onChoose}
    >
      <Icon name={icon} />
      <span className="name">{name}</span>
    </button>
  );
}

/** What can be done to a task: the nearest step as a button, all others in a menu; each asks before it acts. */
export function ActionBar({ workspace, task }: { workspace: string; task: TaskDocument }) {
  const [open, setOpen] = useState<ActionKind>();
  const first = firstAction(task);
  const rest = actionsOf(task).filter(({ kind }) => kind !== first?.kind);
  return (
    <div className="end">
      {first && (
        <Button
          icon={first.icon}
          look={first.kind === 'abort' ? 'risk' : undefined}
          onClick={() => setOpen(first.kind)}
        >
          {first.name}
        </Button>
      )}
      <Menu
        className="task-menu"
        buttonClass="btn"
        label="More actions"
        button={
          <>
            More
            <Icon name="down" />
          </>
        }
      >
        {(close) => (
          <MenuGroup label="Actions">
            {rest.map((action) => (
              <Item
                key={action.kind}
                action={action}
                onChoose={() => {
                  close();
                  setOpen(action.kind);
                }}
              />
            ))}
          </MenuGroup>
        )}
      </Menu>
      <Suspense>
        {open && <ActionDialog {...{ workspace, task }} kind={open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}

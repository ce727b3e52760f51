import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../../ui/menu.tsx';
import type { TaskDocument } from '../task-query.ts';
import { type ActionKind, actionsOf, firstAction, type TaskAction } from './task-actions.ts';

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

interface ActionBarProps {
  task: TaskDocument;
  onChoose: (kind: ActionKind) => void;
}

/** What can be done to a task: the nearest step as a button, all others in a menu; each asks before it acts. */
export function ActionBar({ task, onChoose }: ActionBarProps) {
  const first = firstAction(task);
  const rest = actionsOf(task).filter(({ kind }) => kind !== first?.kind);
  return (
    <div className="end">
      {first && (
        <Button
          icon={first.icon}
          look={first.kind === 'abort' ? 'risk' : undefined}
          onClick={() => onChoose(first.kind)}
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
                  onChoose(action.kind);
                }}
              />
            ))}
          </MenuGroup>
        )}
      </Menu>
    </div>
  );
}

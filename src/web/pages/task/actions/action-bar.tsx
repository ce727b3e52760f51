import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../../ui/menu.tsx';

/** Something that can be done to what a page shows. */
export interface Action<Kind extends string> {
  kind: Kind;
  name: string;
  icon: IconName;
  risk?: true;
}

interface ItemProps {
  action: Action<string>;
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

interface ActionBarProps<Kind extends string> {
  /** The nearest step, which stands beside the menu. */
  first: Action<Kind> | undefined;
  actions: readonly Action<Kind>[];
  onChoose: (kind: Kind) => void;
}

/** What can be done: the nearest step as a button, all others in a menu; each asks before it acts. */
export function ActionBar<Kind extends string>({ first, actions, onChoose }: ActionBarProps<Kind>) {
  const rest = actions.filter(({ kind }) => kind !== first?.kind);
  return (
    <div className="end">
      {first && (
        <Button icon={first.icon} look={first.risk && 'risk'} onClick={() => onChoose(first.kind)}>
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

import { Icon, type IconName } from '../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../ui/menu.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { roleName } from '../workspace/names.ts';
import { administers, type Rights } from './member-rights.ts';
import type { ServiceAccount } from './members-queries.ts';
import type { ServiceTask } from './service-dialogs.tsx';

type Kind = Exclude<ServiceTask['kind'], 'create' | 'created'>;

function actionsFor({ may_impersonate }: ServiceAccount, { role }: Rights): [Kind, string, IconName][] {
  const grant: [Kind, string, IconName][] =
    role === 'owner'
      ? [['impersonation', may_impersonate ? 'Stop acting for others' : 'Let act for others', 'users']]
      : [];
  return [
    ['keys', 'Credentials', 'key'],
    ['change', 'Change', 'pencil'],
    ...grant,
    ['remove', 'Remove', 'trash'],
  ];
}

interface ServiceRowProps {
  account: ServiceAccount;
  rights: Rights;
  onTask: (task: ServiceTask) => void;
}

function RowMenu({ account, rights, onTask }: ServiceRowProps) {
  const label = `More for ${account.name}`;
  return (
    <Menu
      className="me"
      buttonClass="icon-btn"
      label={label}
      button={
        <>
          <Icon name="dots" />
          <span className="sr">{label}</span>
        </>
      }
    >
      {(close) => (
        <MenuGroup>
          {actionsFor(account, rights).map(([kind, name, icon]) => (
            <button
              key={kind}
              type="button"
              className="menu-item"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                onTask({ kind, id: account.id });
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

/** One service account. */
export function ServiceRow({ account, rights, onTask }: ServiceRowProps) {
  const { name, description, role, may_impersonate, credential_count, last_used, created_by } = account;
  return (
    <Row>
      <Cell lead>
        <div className="person">
          <span className="av av-6 av-sq">
            <Icon name="robot" className="i-sm" />
          </span>
          <div>
            <strong>{name}</strong>
            {description && <span className="sub">{description}</span>}
          </div>
        </div>
      </Cell>
      <Cell label="Role">{roleName(role)}</Cell>
      <Cell label="Acts as others">
        {may_impersonate ? (
          <span className="badge b-warn">
            <Icon name="users" />
            Yes
          </span>
        ) : (
          'No'
        )}
      </Cell>
      <Cell label="Credentials">{credential_count}</Cell>
      <Cell label="Last used">{last_used ? <When time={last_used} /> : 'Never'}</Cell>
      <Cell label="Made by">{created_by?.name ?? <span className="faint">Not known</span>}</Cell>
      {administers(rights) && (
        <Cell act>
          <RowMenu account={account} rights={rights} onTask={onTask} />
        </Cell>
      )}
    </Row>
  );
}

import { Avatar } from '../../ui/avatar.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../ui/menu.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { Day, When } from '../../ui/when.tsx';
import type { AccountTask } from './account-dialogs.tsx';
import type { Account } from './accounts-query.ts';

interface Action {
  kind: Exclude<AccountTask['kind'], 'make'>;
  name: string;
  icon: IconName;
}

/** What an administrator may do to an account; ending oneself is left to someone else. */
function actionsFor({ state, server_admin }: Account, me: boolean): Action[] {
  const reset: Action = { kind: 'reset', name: 'Reset password', icon: 'key' };
  const admin: Action = server_admin
    ? { kind: 'demote', name: 'End administering', icon: 'users' }
    : { kind: 'promote', name: 'Make administrator', icon: 'users' };
  if (me) return [reset, admin];
  const stop: Action =
    state === 'active'
      ? { kind: 'disable', name: 'Disable', icon: 'stop' }
      : { kind: 'enable', name: 'Enable', icon: 'check' };
  return [reset, admin, stop, { kind: 'remove', name: 'Remove', icon: 'trash' }];
}

interface AccountRowProps {
  account: Account;
  me: boolean;
  onTask: (task: AccountTask) => void;
}

/** One person of this server. */
export function AccountRow({ account, me, onTask }: AccountRowProps) {
  const { name, email, state, server_admin, created, last_seen, initials_color } = account;
  return (
    <Row className={state === 'disabled' ? 'is-off' : undefined}>
      <Cell lead>
        <div className="person">
          <Avatar name={name} color={initials_color} />
          <div>
            <strong>{name}</strong> {me && <span className="badge">You</span>}{' '}
            {server_admin && <span className="badge b-accent">Administrator</span>}
            <span className="sub">{email}</span>
          </div>
        </div>
      </Cell>
      <Cell label="State">
        {state === 'active' ? (
          'Active'
        ) : (
          <span className="badge b-warn">
            <Icon name="stop" />
            Disabled
          </span>
        )}
      </Cell>
      <Cell label="Made">
        <Day time={created} />
      </Cell>
      <Cell label="Last seen">{last_seen ? <When time={last_seen} /> : 'Never'}</Cell>
      <Cell act>
        <Menu
          className="me"
          buttonClass="icon-btn"
          label={`Actions for ${name}`}
          button={
            <>
              <Icon name="dots" />
              <span className="sr">Actions for {name}</span>
            </>
          }
        >
          {(close) => (
            <MenuGroup>
              {actionsFor(account, me).map((action) => (
                <button
                  key={action.kind}
                  type="button"
                  className="menu-item"
                  role="menuitem"
                  tabIndex={-1}
                  onClick={() => {
                    close();
                    onTask({ kind: action.kind, account });
                  }}
                >
                  <Icon name={action.icon} />
                  <span className="name">{action.name}</span>
                </button>
              ))}
            </MenuGroup>
          )}
        </Menu>
      </Cell>
    </Row>
  );
}

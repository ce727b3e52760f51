import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { Day, When } from '../../ui/when.tsx';
import type { MemberTask } from './member-dialogs.tsx';
import { mayRemove, type Rights, roleFixed } from './member-rights.ts';
import type { Member } from './members-queries.ts';
import { RoleSelect } from './role-select.tsx';

interface MemberRowProps {
  workspace: string;
  member: Member;
  rights: Rights;
  onTask: (task: MemberTask) => void;
}

/** One person of the workspace. */
export function MemberRow({ workspace, member, rights, onTask }: MemberRowProps) {
  const { id, name, email, state, initials_color, joined, last_active, credentials } = member;
  const fixed = roleFixed(rights, member);
  return (
    <Row className={state === 'disabled' ? 'is-off' : undefined}>
      <Cell lead>
        <div className="person">
          <Avatar name={name} color={initials_color} />
          <div>
            <strong>{name}</strong> {id === rights.me && <span className="badge">You</span>}{' '}
            {state === 'disabled' && (
              <span className="badge b-warn">
                <Icon name="stop" />
                Disabled
              </span>
            )}
            {email && <span className="sub">{email}</span>}
          </div>
        </div>
      </Cell>
      <Cell label="Role">
        <RoleSelect
          workspace={workspace}
          member={member}
          rights={rights}
          onAsk={(role) => onTask({ kind: 'role', member, role })}
        />
      </Cell>
      <Cell label="Last active">{last_active ? <When time={last_active} /> : 'Never'}</Cell>
      <Cell label="Credentials">{credentials}</Cell>
      <Cell label="Joined">
        <Day time={joined} />
      </Cell>
      <Cell act>
        {mayRemove(rights, member) ? (
          <Button size="sm" look="quiet" onClick={() => onTask({ kind: 'remove', member })}>
            Remove<span className="sr"> {name}</span>
          </Button>
        ) : (
          fixed === 'Only owner' && <span className="xs faint">{fixed}</span>
        )}
      </Cell>
    </Row>
  );
}

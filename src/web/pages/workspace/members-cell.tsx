import type { ReactNode } from 'react';
import type { Workspace } from '../../queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MembersInvite } from './members-invite.tsx';

const SHOWN = 10;
const SEATS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Who is in a workspace, as circles; free seats are dashed. */
export function MembersCell({ workspace, children }: { workspace: Workspace; children?: ReactNode }) {
  const { allocated, allowed, owners, members, personal } = workspace;
  const people = [...owners, ...members];
  const more = people.length - SHOWN;
  const free = allowed === null ? 0 : Math.min(Math.max(allowed - allocated, 0), SHOWN - people.length);
  const alone = personal && people.length <= 1;
  return (
    <div className="ws-members">
      <div className="sub-head">
        <Icon name="users" />
        <h3>Members</h3>
      </div>
      <div className="ws-cell">
        <p className="sm">
          Workspace has{' '}
          <strong>
            {allocated} {allowed === null ? (allocated === 1 ? 'user' : 'users') : `of ${allowed} users`}
          </strong>
          {alone && ': only you. It came with your account.'}
          {allowed !== null && allocated >= allowed && (
            <span className="quiet">
              . All seats are taken; an administrator of this server can add more.
            </span>
          )}
        </p>
        <div className="seats">
          {people.slice(0, SHOWN).map(({ id, name, initials_color }) => (
            <Avatar key={id} name={name} color={initials_color} named />
          ))}
          {SEATS.slice(0, Math.max(free, 0)).map((seat) => (
            <span key={seat} className="seat" />
          ))}
          {more > 0 && <span className="seats-more">+{more}</span>}
        </div>
        {children}
        <MembersInvite workspace={workspace} />
      </div>
    </div>
  );
}

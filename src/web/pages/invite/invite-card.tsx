import { WorkspaceAvatar } from '../../ui/avatar.tsx';
import { exactly } from '../../ui/when.tsx';
import { roleName } from '../workspace/names.ts';
import type { InviteInfo } from './invite-query.ts';

/** "Mira Okafor, mira@example.org": whom to ask. */
export const inviterOf = ({ user_name, user_email }: InviteInfo) =>
  [user_name, user_email].filter(Boolean).join(', ');

function seatsOf({ allocated_users, allowed_users }: InviteInfo): string {
  const users = allocated_users === 1 && allowed_users === null ? 'user' : 'users';
  return allowed_users === null
    ? `${allocated_users} ${users}`
    : `${allocated_users} of ${allowed_users} ${users}`;
}

/** Who invites to what, as what, until when. */
export function InviteCard({ info }: { info: InviteInfo }) {
  return (
    <div className="invite-card">
      <div className="person">
        <WorkspaceAvatar name={info.company_name} id="" />
        <div>
          <strong>{info.company_name}</strong>
          <span className="sub">
            {seatsOf(info)}, {window.location.host}
          </span>
        </div>
      </div>
      <dl>
        <dt>From</dt>
        <dd>{inviterOf(info)}</dd>
        <dt>As</dt>
        <dd>{roleName(info.role)}</dd>
        <dt>Until</dt>
        <dd>{exactly(info.expires)}</dd>
        {info.note && (
          <>
            <dt>Note</dt>
            <dd>“{info.note}”</dd>
          </>
        )}
      </dl>
    </div>
  );
}

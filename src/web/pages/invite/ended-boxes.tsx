import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { dayOf, exactly } from '../../ui/when.tsx';
import { DoorHead } from '../sign-in/door.tsx';
import { Badge } from './badge.tsx';
import { inviterOf } from './invite-card.tsx';
import type { InviteInfo } from './invite-query.ts';

function SignInLink({ primary, inside }: { primary?: boolean; inside?: boolean }) {
  return (
    <Link className={primary ? 'btn btn-primary btn-block' : 'btn btn-block'} to={inside ? '/' : '/login'}>
      {inside ? 'Open Atrium' : 'Go to sign in'}
    </Link>
  );
}

/** Opens the person's own mail program; nothing is sent by the page. */
function MailLink({ info, subject, label }: { info: InviteInfo; subject: string; label: string }) {
  if (!info.user_email) return null;
  const href = `mailto:${encodeURIComponent(info.user_email)}?subject=${encodeURIComponent(subject)}`;
  return (
    <a className="btn btn-block" href={href}>
      {label}
    </a>
  );
}

export function FullBox({ info, onRetry }: { info: InviteInfo; onRetry: () => void }) {
  const { company_name, allowed_users, allocated_users, user_name } = info;
  const free = (allowed_users ?? 0) > allocated_users;
  return (
    <>
      <Badge tone="warn" icon="users" text="Full" />
      <DoorHead title={`${company_name} has no free seat`}>
        {free
          ? `The last of its ${allowed_users} seats are held for other invited people.`
          : `All ${allowed_users} seats are taken.`}{' '}
        Your invitation stays valid until {dayOf(info.expires)}; try again once a seat is free.
      </DoorHead>
      <Note icon="users">
        {inviterOf(info)} can free a seat, an administrator of this server can add more.
      </Note>
      <div className="stack">
        <Button look="primary" size="block" onClick={onRetry}>
          Try again
        </Button>
        <MailLink info={info} subject={`${company_name} has no free seat`} label={`Tell ${user_name}`} />
      </div>
    </>
  );
}

function ExpiredBox({ info }: { info: InviteInfo }) {
  return (
    <>
      <Badge tone="warn" icon="clock" text="Expired" />
      <DoorHead title="This invitation has expired">
        It was valid until {exactly(info.expires)}. Ask for a new link; it takes one click.
      </DoorHead>
      <Note icon="user">
        From <strong>{inviterOf(info)}</strong>
      </Note>
      <MailLink info={info} subject={`A new link to ${info.company_name}`} label="Ask for a new link" />
    </>
  );
}

function RevokedBox({ info }: { info: InviteInfo }) {
  const { revoked, revoked_by } = info;
  return (
    <>
      <Badge tone="bad" icon="stop" text="Withdrawn" />
      <DoorHead title="This invitation was withdrawn">
        {revoked && revoked_by
          ? `${revoked_by} withdrew it on ${dayOf(revoked)}.`
          : `It ended because ${info.user_name} can no longer invite to ${info.company_name}.`}
      </DoorHead>
      <SignInLink inside={info.caller !== null} />
    </>
  );
}

function UsedBox({ info }: { info: InviteInfo }) {
  const once = info.uses_allowed === 1;
  return (
    <>
      <Badge icon="check" text="Used up" />
      <DoorHead title="This link has been used">
        {once
          ? 'It was for one person, and one person has joined. If that was you, sign in.'
          : `It was for ${info.uses_allowed} people, and as many have joined. If you are one of them, sign in.`}
      </DoorHead>
      <SignInLink primary inside={info.caller !== null} />
    </>
  );
}

function DeclinedBox({ info }: { info: InviteInfo }) {
  return (
    <>
      <Badge icon="x" text="Declined" />
      <DoorHead title="This invitation was declined">
        {info.user_name} sees it. If that was a mistake, ask for a new link.
      </DoorHead>
      <MailLink info={info} subject={`A new link to ${info.company_name}`} label="Ask for a new link" />
    </>
  );
}

/** A link that leads nowhere: not complete, not ours, or replaced by a newer one. */
export function UnknownBox() {
  return (
    <>
      <Badge icon="help" text="Unknown" />
      <DoorHead title="This link leads nowhere">
        It is not complete, not from this server, or a newer one took its place. Copy the whole line from the
        message, up to its last character, and open it again.
      </DoorHead>
      <SignInLink />
    </>
  );
}

/** What an invitation that no longer works says. */
export function EndedBox({ info }: { info: InviteInfo }) {
  switch (info.state) {
    case 'expired':
      return <ExpiredBox info={info} />;
    case 'accepted':
      return <UsedBox info={info} />;
    case 'declined':
      return <DeclinedBox info={info} />;
    default:
      return <RevokedBox info={info} />;
  }
}

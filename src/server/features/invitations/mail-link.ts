import type { Db } from '../../db/database.ts';
import { markSent } from './change-store.ts';
import { invitationMail } from './invitation-mail.ts';
import { type Hashing, hashInvite } from './invitations.ts';
import type { Invitation } from './store.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Sends mail for this server. */
export interface Mailing {
  /** @returns undefined when the mail server took it, else why not, in words for a person */
  send(mail: Mail): Promise<string | undefined>;
}

interface Parts {
  db: Db;
  keyRing: Hashing;
  mailing: Mailing | undefined;
}

type Told = Pick<
  Invitation,
  'inviter_name' | 'inviter_email' | 'workspace_name' | 'role' | 'note' | 'expires_at'
>;

/**
 * Mails an invitation's link. A mail server that fails costs nothing but the mail: the invitation stays as it is.
 * @returns null when it went out, else why not
 */
export async function mailLink(
  { db, keyRing, mailing }: Parts,
  invitation: Told,
  address: string,
  secret: string,
  url: string,
): Promise<string | null> {
  if (!mailing) return 'this server sends no mail';
  const why = await mailing.send(invitationMail(invitation, address, url));
  if (why !== undefined) return why;
  await markSent(db, hashInvite(keyRing, secret), address);
  return null;
}

import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { countSeats, isFull } from '../workspaces/seats.ts';
import { addressFault, MOST_ADDRESSES, readAddresses } from './addresses.ts';
import { type Hashing, insert, inviteUrl, type MadeInvitation, requireLock } from './invitations.ts';
import { type Mailing, mailLink } from './mail-link.ts';
import { listInvitations, listInvitedAddresses, listMemberAddresses } from './store.ts';
import { type Inviter, requireMayInvite } from './who-invites.ts';

interface Parts {
  db: Db;
  keyRing: Hashing;
  web_url: string;
  mailing: Mailing | undefined;
}

interface Result {
  email: string;
  result: 'sent' | 'made' | 'refused';
  why: string | null;
  invite: string | null;
  url: string | null;
}

/** Mails handed to the mail server at one time. */
const AT_ONCE = 5;

type Body = ParsedRequestOf<'invitations.create_by_mail'>;
type Step = { email: string; made: MadeInvitation } | { email: string; why: string };

/**
 * Invites each of the pasted addresses by a link of its own, and mails it where this server sends mail. Where no mail
 * went out the link is answered, to be handed over otherwise. A link that was mailed is not: only then does opening it
 * prove whose address it is.
 * @throws WireError 400/12 for no address or more than 200, 403/20 for who may not; nothing is made then
 */
export async function inviteByMail(
  parts: Parts,
  inviter: Inviter,
  { emails, ...wanted }: Body,
  actor: Actor,
): Promise<Result[]> {
  const addresses = readAddresses(emails);
  if (addresses.length === 0) throw invalidField('emails', 'holds no address');
  if (addresses.length > MOST_ADDRESSES)
    throw invalidField(
      'emails',
      `holds ${addresses.length} addresses, at most ${MOST_ADDRESSES} go at once`,
      'Invite them in several steps, or make one link that many may use.',
    );
  const steps = await makeAll(parts, inviter, addresses, wanted, actor);
  const results: Result[] = [];
  for (let at = 0; at < steps.length; at += AT_ONCE)
    results.push(
      ...(await Promise.all(steps.slice(at, at + AT_ONCE).map((step) => deliver(parts, inviter, step)))),
    );
  return results;
}

/** Makes the invitations, all in one transaction, as far as there are seats. */
function makeAll(
  { db, keyRing }: Parts,
  inviter: Inviter,
  addresses: readonly string[],
  wanted: Omit<Body, 'emails'>,
  actor: Actor,
): Promise<Step[]> {
  const { workspace_id } = inviter;
  return inTransaction(db, async (tx) => {
    await requireMayInvite(tx, inviter, wanted.role);
    await requireLock(tx, workspace_id);
    const members = new Set(await listMemberAddresses(tx, workspace_id, addresses));
    const invited = new Set(await listInvitedAddresses(tx, workspace_id, addresses));
    const seats = await countSeats(tx, workspace_id);
    const steps: Step[] = [];
    for (const email of addresses) {
      const why =
        addressFault(email) ??
        (members.has(email) ? 'is a member already' : undefined) ??
        (invited.has(email) ? 'is invited already' : undefined) ??
        (isFull(seats) ? 'no seat is free' : undefined);
      if (why === undefined) {
        steps.push({ email, made: await insert(tx, keyRing, inviter, { ...wanted, uses: 1, email }, actor) });
        seats.held += 1;
      } else steps.push({ email: email.slice(0, 300), why });
    }
    return steps;
  });
}

async function deliver(parts: Parts, { workspace_id }: Inviter, step: Step): Promise<Result> {
  if ('why' in step) return { email: step.email, result: 'refused', why: step.why, invite: null, url: null };
  const { email, made } = step;
  const url = inviteUrl(parts.web_url, made.secret);
  const [invitation] = await listInvitations(parts.db, {
    workspace_id,
    pending: true,
    ids: [made.invite],
    order: { by: 'created_at', descending: true },
    limit: 1,
    offset: 0,
  });
  const why = invitation
    ? await mailLink(parts, invitation, email, made.secret, url)
    : 'was withdrawn meanwhile';
  if (why === null) return { email, result: 'sent', why, invite: made.invite, url: null };
  return { email, result: 'made', why, invite: made.invite, url };
}

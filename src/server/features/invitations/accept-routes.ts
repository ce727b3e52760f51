import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { findPerson } from '../accounts/store.ts';
import { actorOf } from '../audit/actor.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { signIn } from '../sessions/sign-in.ts';
import { countSeats } from '../workspaces/seats.ts';
import { joinBySecret, unknownInvite } from './accept.ts';
import { findMembership } from './change-store.ts';
import { countingFailures } from './failed-invites.ts';
import { hashInvite } from './invitations.ts';
import { acceptOwn, declineBySecret, declineOwn } from './own-invitations.ts';
import { invitationInfo } from './shown-invitation.ts';
import { signUp } from './sign-up.ts';
import { findBySecret, listForAddress } from './store.ts';

type Names =
  | `login.${'get_invite_info' | 'join_company'}`
  | `invitations.${'accept' | 'decline' | 'sign_up'}`
  | 'users.get_invites';

interface Parts extends Pick<Database, 'db'> {
  keyRing: KeyRing;
}

const isUnknown = (error: unknown) =>
  error instanceof WireError && error.code === 400 && error.subcode === 54;
/** Whoever holds a link could ask with it which addresses have accounts. */
const isGuess = (error: unknown) =>
  isUnknown(error) || (error instanceof WireError && error.code === 400 && error.subcode === 57);

/** What the invited do. */
export function acceptRoutes({ db, keyRing }: Parts): Pick<Handlers, Names> {
  return {
    'login.get_invite_info': (caller, { invite_id }, { facts }) =>
      countingFailures(db, facts.address, isUnknown, async () => {
        const invitation = await findBySecret(db, hashInvite(keyRing, invite_id));
        if (!invitation) throw unknownInvite();
        const seats = await countSeats(db, invitation.workspace_id);
        const account = caller?.via === 'cookie' ? await findPerson(db, caller.account.id) : undefined;
        const membership = account && (await findMembership(db, invitation.workspace_id, account.id));
        return invitationInfo(invitation, seats, account && { account, membership });
      }),

    'login.join_company': (caller, { invite_id }, { facts }) =>
      countingFailures(db, facts.address, isUnknown, () =>
        joinBySecret(db, keyRing, invite_id, caller.account, actorOf(caller, facts)),
      ),

    'invitations.sign_up': (_caller, { invite_id, ...person }, call) =>
      countingFailures(db, call.facts.address, isGuess, async () => {
        const { account_id, ...joined } = await signUp(db, keyRing, invite_id, person, call.facts);
        await signIn(db, keyRing, account_id, call);
        return joined;
      }),

    async 'users.get_invites'({ account }) {
      const person = await findPerson(db, account.id);
      const rows = person?.email ? await listForAddress(db, person.email) : [];
      return {
        invites: rows.map((row) => ({
          id: row.id,
          company: row.workspace_id,
          company_name: row.workspace_name,
          created: row.created_at,
          expires: row.expires_at,
          emails: [row.locked_to ?? ''],
          user_name: row.inviter_name,
          role: row.role,
          note: row.note,
          can_accept: person?.email_verified ?? false,
        })),
      };
    },

    'invitations.accept': (caller, { invite }, { facts }) =>
      inTransaction(db, (tx) => acceptOwn(tx, caller.account.id, invite, actorOf(caller, facts))),

    async 'invitations.decline'(caller, { invite_id, invite }, { facts }) {
      if (invite_id)
        await countingFailures(db, facts.address, isUnknown, () =>
          declineBySecret(db, keyRing, invite_id, {
            actor_id: caller?.account.id ?? null,
            address: facts.address,
            user_agent: facts.user_agent,
          }),
        );
      else if (!invite) throw invalidField('invite_id', 'or "invite" is needed');
      else if (caller?.via !== 'cookie') throw new WireError('no_credentials');
      else await declineOwn(db, caller.account.id, invite, actorOf(caller, facts));
      return {};
    },
  };
}

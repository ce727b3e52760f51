import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { countSeats } from '../workspaces/seats.ts';
import {
  createInvitation,
  type Hashing,
  inviteUrl,
  renewInvitation,
  revokeInvitations,
  type Wanted,
} from './invitations.ts';
import { inviteByMail } from './invite-by-mail.ts';
import { type Mailing, mailLink } from './mail-link.ts';
import { shownInvitation, shownSeats } from './shown-invitation.ts';
import { listInvitations } from './store.ts';
import { type Inviter, ownedBy, rolesToInvite } from './who-invites.ts';

type Names =
  | `organization.${'create_invite' | 'get_invites' | 'revoke_invites'}`
  | `invitations.${'create' | 'create_by_mail' | 'resend'}`;

interface Parts extends Pick<Database, 'db'> {
  config: Pick<Config, 'web_url'>;
  keyRing: Hashing;
  mailing: Mailing | undefined;
}

const inviterOf = ({ account, workspace, role }: Principal): Inviter => ({
  workspace_id: workspace.id,
  account_id: account.id,
  role,
});

const PAGE_SIZE = 500;
/** What ClearML's dialog makes: one link, said to hold 24 hours. */
const PLAIN: Wanted = { role: 'member', expires_in: '24h', uses: 1, email: null, note: '' };

/** What a workspace's people do with invitations. */
export function invitationRoutes({ db, config, keyRing, mailing }: Parts): Pick<Handlers, Names> {
  const create = async (caller: Principal, wanted: Wanted, facts: Parameters<typeof actorOf>[1]) => {
    const made = await createInvitation(db, keyRing, inviterOf(caller), wanted, actorOf(caller, facts));
    const { secret: id, invite, expires, seats } = made;
    return { id, invite, url: inviteUrl(config.web_url, id), expires, ...shownSeats(seats) };
  };
  return {
    'organization.create_invite': (caller, _body, { facts }) => create(caller, PLAIN, facts),

    'invitations.create': (caller, { email, ...wanted }, { facts }) =>
      create(caller, { ...wanted, email: email ?? null }, facts),

    async 'organization.get_invites'(caller, body) {
      const inviter = inviterOf(caller);
      const limit = body.page_size ?? PAGE_SIZE;
      const order = body.order_by?.[0] ?? '-created';
      const rows = await listInvitations(db, {
        ...ownedBy(inviter),
        pending: body.active,
        ids: body.id?.length ? body.id : undefined,
        users: body.user?.length ? body.user : undefined,
        order: {
          by: order.endsWith('created') ? 'created_at' : 'expires_at',
          descending: order.startsWith('-'),
        },
        limit,
        offset: (body.page ?? 0) * limit,
      });
      const seats = await countSeats(db, caller.workspace.id);
      return {
        invites: rows.map(shownInvitation),
        ...shownSeats(seats),
        held_users: seats.held,
        may_invite: await rolesToInvite(db, inviter),
        mail: mailing !== undefined,
      };
    },

    async 'organization.revoke_invites'(caller, { invites }, { facts }) {
      return { revoked: await revokeInvitations(db, inviterOf(caller), invites, actorOf(caller, facts)) };
    },

    async 'invitations.create_by_mail'(caller, body, { facts }) {
      const parts = { db, keyRing, web_url: config.web_url, mailing };
      const results = await inviteByMail(parts, inviterOf(caller), body, actorOf(caller, facts));
      return { results, ...shownSeats(await countSeats(db, caller.workspace.id)) };
    },

    async 'invitations.resend'(caller, { invite, mail }, { facts }) {
      const { invitation, secret, expires } = await renewInvitation(
        db,
        keyRing,
        inviterOf(caller),
        invite,
        actorOf(caller, facts),
      );
      const url = inviteUrl(config.web_url, secret);
      const address = mail ? invitation.locked_to : null;
      if (address === null) return { sent: false, why: null, url, expires };
      const why = await mailLink(
        { db, keyRing, mailing },
        { ...invitation, expires_at: expires },
        address,
        secret,
        url,
      );
      return { sent: why === null, why, url: why === null ? null : url, expires };
    },
  };
}

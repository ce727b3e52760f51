import { z } from 'zod';
import { endpoint, ROLES } from './endpoint.ts';
import { email, id, integer, line, newPassword, personName, time } from './fields.ts';

/** The secret of an invitation's link; what does not look like one is simply not known. */
const inviteSecret = z.string().max(256);
const role = z.enum(ROLES);
const expiry = z.enum(['24h', '7d', '30d']);
export type InvitationExpiry = z.infer<typeof expiry>;
const note = line(0, 500);
const uses = integer.pipe(z.number().min(1).max(10_000)).nullable();

const state = z.enum(['pending', 'accepted', 'expired', 'revoked', 'declined']);

/** An invitation as its workspace sees it; never with its secret. */
const invitation = z.object({
  id: z.string(),
  user: z.string(),
  user_name: z.string(),
  company: z.string(),
  created: time,
  expires: time,
  role,
  note: z.string(),
  state,
  /** The only address that may accept it. */
  email: z.string().nullable(),
  mailed: z.boolean(),
  uses: z.number(),
  uses_allowed: z.number().nullable(),
});

/** A link just made: the only place its secret ever stands. */
const madeLink = z.object({
  id: z.string(),
  invite: z.string(),
  url: z.string(),
  expires: time,
});

const seats = { allowed_users: z.number().nullable(), allocated_users: z.number() };
const acts = { effect: 'write', no_impersonation: true } as const;
const joined = z.object({ company_id: z.string(), company_name: z.string() });

const organization = {
  'organization.create_invite': endpoint(
    { ...acts, summary: 'Makes a link for one new member of the request’s workspace, good for 24 hours.' },
    z.object({}),
    madeLink.extend(seats),
  ),
  'organization.get_invites': endpoint(
    { effect: 'read', summary: 'Lists invitations: administrators see all, others those they made.' },
    z.object({
      active: z.boolean().default(true),
      id: z.array(z.string()).max(500).nullish(),
      user: z.array(z.string()).max(500).nullish(),
      page: integer.pipe(z.number().min(0)).nullish(),
      page_size: integer.pipe(z.number().min(1).max(500)).nullish(),
      order_by: z
        .array(z.enum(['created', '-created', 'expires', '-expires']))
        .max(2)
        .nullish(),
    }),
    z.object({
      invites: z.array(invitation),
      ...seats,
      /** Seats that pending single-use invitations hold. */
      held_users: z.number(),
      /** Roles the caller may invite to; empty when they may not invite. */
      may_invite: z.array(role),
      /** Whether this server sends mail. */
      mail: z.boolean(),
    }),
  ),
  'organization.revoke_invites': endpoint(
    { ...acts, summary: 'Revokes invitations by their public ids: all of them, or none if one is unknown.' },
    z.object({ invites: z.array(z.string()).min(1).max(500) }),
    z.object({ revoked: z.number() }),
  ),
};

const accepting = {
  'login.get_invite_info': endpoint(
    {
      summary: 'Tells whoever holds an invitation’s secret who invites to what. Uses nothing up.',
      effect: 'read',
      public: true,
      optional_auth: true,
      scope: 'account',
    },
    z.object({ invite_id: inviteSecret }),
    z.object({
      user_name: z.string(),
      user_given_name: z.string().nullable(),
      user_family_name: z.string().nullable(),
      user_email: z.string().nullable(),
      company_name: z.string(),
      active: z.boolean(),
      state,
      role,
      note: z.string(),
      created: time,
      expires: time,
      revoked: time.nullable(),
      revoked_by: z.string().nullable(),
      email: z.string().nullable(),
      uses_allowed: z.number().nullable(),
      ...seats,
      full: z.boolean(),
      /** The signed-in caller, if there is one. */
      caller: z
        .object({
          name: z.string(),
          email: z.string(),
          admitted: z.boolean(),
          member: z.object({ company: z.string(), role, since: time }).nullable(),
        })
        .nullable(),
    }),
  ),
  'login.join_company': endpoint(
    {
      ...acts,
      summary: 'Joins the workspace of an invitation; a member already uses nothing up.',
      scope: 'account',
      session_only: true,
    },
    z.object({ invite_id: inviteSecret, return_token: z.boolean().nullish() }),
    joined,
  ),
};

export const invitations = {
  ...organization,
  ...accepting,
  'users.get_invites': endpoint(
    {
      summary: 'Lists pending invitations for the caller’s own address.',
      effect: 'read',
      scope: 'account',
      no_impersonation: true,
    },
    z.object({}),
    z.object({
      invites: z.array(
        z.object({
          id: z.string(),
          company: z.string(),
          company_name: z.string(),
          created: time,
          expires: time,
          emails: z.array(z.string()),
          user_name: z.string(),
          role,
          note: z.string(),
          /** False while the caller’s address is not verified: then only the link itself opens it. */
          can_accept: z.boolean(),
        }),
      ),
    }),
  ),
  'invitations.create': endpoint(
    {
      ...acts,
      summary: 'Makes a link with role, expiry, number of uses, lock to an address and note.',
      atrium: true,
    },
    z.object({
      role: role.default('member'),
      expires_in: expiry.default('7d'),
      uses: uses.default(1),
      email: email.nullish(),
      note: note.default(''),
    }),
    madeLink.extend(seats),
  ),
  'invitations.create_by_mail': endpoint(
    { ...acts, summary: 'Invites each of the pasted addresses, with a result per address.', atrium: true },
    z.object({
      emails: z.string().max(400_000),
      role: role.default('member'),
      expires_in: expiry.default('7d'),
      note: note.default(''),
    }),
    z.object({
      results: z.array(
        z.object({
          email: z.string(),
          result: z.enum(['sent', 'made', 'refused']),
          /** Why it was refused, or why its mail did not go out. */
          why: z.string().nullable(),
          invite: z.string().nullable(),
          /** The link to hand over, only when no mail went out. */
          url: z.string().nullable(),
        }),
      ),
      ...seats,
    }),
  ),
  'invitations.resend': endpoint(
    {
      ...acts,
      summary: 'Makes a new link for an invitation; the old one dies. Mails it where asked.',
      atrium: true,
    },
    z.object({ invite: id, mail: z.boolean().default(false) }),
    z.object({ sent: z.boolean(), why: z.string().nullable(), url: z.string().nullable(), expires: time }),
  ),
  'invitations.accept': endpoint(
    {
      ...acts,
      summary: 'Joins by an invitation for the caller’s own, verified address.',
      scope: 'account',
      session_only: true,
      atrium: true,
    },
    z.object({ invite: id }),
    joined,
  ),
  'invitations.decline': endpoint(
    {
      summary: 'Declines an invitation for one person: with its secret, or by the one it is for.',
      effect: 'write',
      public: true,
      optional_auth: true,
      scope: 'account',
      atrium: true,
    },
    z.object({ invite_id: inviteSecret.nullish(), invite: id.nullish() }),
    z.object({}),
  ),
  'invitations.sign_up': endpoint(
    {
      summary: 'Makes an account with an invitation, joins its workspace and signs in.',
      effect: 'write',
      public: true,
      begins_session: true,
      scope: 'account',
      atrium: true,
    },
    z.object({ invite_id: inviteSecret, name: personName, email, password: newPassword }),
    joined,
  ),
};

import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { id, integer, label, line, nothing, personName, time } from './fields.ts';

/** Longest life of a token in seconds: one year. */
export const MAX_TOKEN_S = 31_536_000;

export const accessKey = line(1, 64);

/** One key pair as it may be shown again: never with its secret. Null times mean "never". */
export const credential = z.object({
  access_key: z.string(),
  label: z.string().nullish(),
  created: time,
  expires: time.nullable(),
  last_used: time.optional(),
  last_used_from: z.string().optional(),
  last_used_address: z.string().optional(),
  last_used_client: z.string().optional(),
  replaced_by: z.string().optional(),
});

/** A new key pair: the only answer that ever holds its secret. */
export const newCredential = z.object({
  access_key: z.string(),
  secret_key: z.string(),
  label: z.string().nullish(),
  expires: time.nullable(),
});

/** When a key pair ends: an ISO 8601 time with offset in the future, or null for never. */
export const expires = z.iso.datetime({ offset: true }).nullish();

const token = z.object({ token: z.string() });
const wireRole = z.enum(['admin', 'user', 'guest']);

export const auth = {
  'auth.login': endpoint(
    {
      summary: 'Gives a token for a key pair, or a fresh one for a token of the same origin.',
      effect: 'read',
    },
    z.object({ expiration_sec: integer.pipe(z.number().min(0).max(MAX_TOKEN_S)).nullish() }),
    token,
  ),
  'auth.logout': endpoint(
    { summary: 'Ends the calling token or session.', effect: 'write', versions: ['2.2'] },
    nothing,
    nothing,
  ),
  'auth.get_token_for_user': endpoint(
    {
      summary: 'Gives a token that acts for a member of the same workspace, by the rules of impersonation.',
      effect: 'write',
      no_impersonation: true,
    },
    z.object({
      user: id,
      company: z.string().nullish(),
      expiration_sec: integer.pipe(z.number().min(0).max(MAX_TOKEN_S)).nullish(),
    }),
    token,
  ),
  'auth.validate_token': endpoint(
    { summary: 'Tells whether a token is valid and whose it is.', effect: 'read', server_admin: true },
    z.object({ token: z.string().max(8192) }),
    z.object({
      valid: z.boolean(),
      user: z.string().nullish(),
      company: z.string().nullish(),
      msg: z.string(),
    }),
  ),
  'auth.create_user': endpoint(
    {
      summary: 'Makes an account and adds it to the request’s workspace.',
      effect: 'write',
      server_admin: true,
      roles: ADMINISTRATORS,
      no_impersonation: true,
    },
    z.object({
      name: personName,
      company: z.string(),
      // Its form is for the server to say: ClearML answers 400/800 here.
      email: line(1, 254),
      role: wireRole.default('user'),
      family_name: z.string().nullish(),
      given_name: z.string().nullish(),
      avatar: z.string().nullish(),
    }),
    z.object({ id }),
  ),
  'auth.edit_user': endpoint(
    {
      summary: 'Changes the role of a member of the request’s workspace.',
      effect: 'write',
      roles: ADMINISTRATORS,
      no_impersonation: true,
    },
    z.object({ user: z.string(), role: wireRole }),
    z.object({ updated: z.number(), fields: z.object({ role: wireRole.optional() }) }),
  ),
  'auth.create_credentials': endpoint(
    {
      summary: 'Makes a key pair for the caller in the request’s workspace; the secret is shown this once.',
      effect: 'write',
      no_impersonation: true,
    },
    z.object({ label: label.nullish(), expires }),
    z.object({ credentials: newCredential }),
  ),
  'auth.get_credentials': endpoint(
    {
      summary:
        'Lists the caller’s key pairs in the request’s workspace, and for sessions those elsewhere too.',
      effect: 'read',
    },
    nothing,
    z.object({
      credentials: z.array(credential),
      additional_credentials: z.record(z.string(), z.array(credential)).optional(),
    }),
  ),
  'auth.edit_credentials': endpoint(
    {
      summary: 'Changes the label of one’s key pair.',
      effect: 'write',
      versions: ['2.19'],
      no_impersonation: true,
    },
    z.object({ access_key: accessKey, label: label.nullish() }),
    z.object({ updated: z.number() }),
  ),
  'auth.revoke_credentials': endpoint(
    {
      summary: 'Ends one of one’s key pairs and every token made with it.',
      effect: 'write',
      no_impersonation: true,
    },
    z.object({ access_key: accessKey }),
    z.object({ revoked: z.number() }),
  ),
  'auth.fixed_users_mode': endpoint(
    {
      summary: 'Says that there are no fixed users and no guest.',
      effect: 'read',
      public: true,
      scope: 'server',
    },
    nothing,
    z.object({
      enabled: z.boolean(),
      guest: z.object({ enabled: z.boolean() }),
      server_errors: z.object({}),
    }),
  ),
};

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { email, newPassword, nothing, personName } from './fields.ts';

const open = { public: true, scope: 'account', effect: 'write', atrium: true } as const;

/** The secret of a one-time link: 256 random bits in URL-safe base64. */
const linkSecret = z.string().min(20).max(128);
const anyPassword = z.string().min(1).max(1024);

export const login = {
  'login.supported_modes': endpoint(
    {
      summary: 'Tells how one may sign in, and whether this server still waits for its first account.',
      effect: 'read',
      public: true,
      optional_auth: true,
      scope: 'server',
    },
    nothing,
    z.object({
      basic: z.object({ enabled: z.boolean(), guest: z.object({ enabled: z.boolean() }) }),
      sso: z.object({}),
      sso_providers: z.array(z.object({})),
      server_errors: z.object({}),
      authenticated: z.boolean(),
      claimed: z.boolean(),
      password_min_length: z.number(),
    }),
  ),
  'login.password': endpoint(
    { ...open, summary: 'Signs a person in and sets the session cookie.', begins_session: true },
    z.object({ email: z.string().max(254), password: anyPassword }),
    nothing,
  ),
  'login.claim': endpoint(
    {
      ...open,
      summary: 'Makes the first account of a new server with the secret it printed, and signs it in.',
      begins_session: true,
    },
    z.object({ secret: linkSecret, email, name: personName, password: newPassword }),
    nothing,
  ),
  'login.reset_password': endpoint(
    { ...open, summary: 'Sets a password with a one-time link and ends all sessions of the account.' },
    z.object({ secret: linkSecret, password: newPassword }),
    nothing,
  ),
  'login.logout': endpoint(
    {
      summary: 'Ends the session of the cookie, if there is one.',
      effect: 'write',
      public: true,
      optional_auth: true,
      scope: 'account',
      versions: ['2.13'],
    },
    nothing,
    nothing,
  ),
  'login.leave_company': endpoint(
    {
      summary: 'Leaves a workspace: key pairs and tokens of the caller for it end, data stays.',
      effect: 'write',
      scope: 'account',
      no_impersonation: true,
    },
    z.object({ company_id: z.string(), return_token: z.boolean().nullish() }),
    z.object({ company_id: z.string(), company_name: z.string(), token: z.null() }),
  ),
};

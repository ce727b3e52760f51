import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, initialsColor, integer, newPassword, personName, time } from './fields.ts';

const company = z.object({ id: z.string(), name: z.string() });

/** A person as others in the workspace see them: no e-mail, no role, no preferences. */
const user = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
  avatar: z.string().nullish(),
  created: time.optional(),
  initials_color: initialsColor.optional(),
});

const listRequest = z.object({
  name: z.string().max(512).nullish(),
  id: z.array(z.string()).max(10_000).nullish(),
  only_fields: z.array(z.string()).nullish(),
  order_by: z.array(z.string()).max(16).nullish(),
  page: integer.pipe(z.number().min(0)).nullish(),
  page_size: integer.pipe(z.number().min(1).max(500)).nullish(),
});

const preferences = z.record(z.string(), z.unknown());

export const users = {
  'users.get_current_user': endpoint(
    { summary: 'Tells the caller who they are, where and in which role.', effect: 'read', scope: 'account' },
    z.object({ get_supported_features: z.boolean().nullish() }),
    z.object({
      user: user.extend({
        id,
        name: z.string(),
        email: z.string().nullable(),
        role: z.string(),
        company,
        companies: z.array(company.extend({ role: z.string(), personal: z.boolean(), owned: z.boolean() })),
        server_admin: z.boolean(),
        preferences: preferences.optional(),
      }),
      getting_started: z.object({
        agentName: z.string(),
        configure: z.string(),
        install: z.string(),
        packageName: z.string(),
      }),
      settings: z.object({ max_download_items: z.number() }),
    }),
  ),
  'users.get_by_id': endpoint(
    { summary: 'Shows one person of the request’s workspace.', effect: 'read' },
    z.object({ user: z.string() }),
    z.object({ user: user.extend({ company: z.string().optional() }) }),
  ),
  'users.get_all': endpoint(
    { summary: 'Lists the people of the request’s workspace; `company` is an id.', effect: 'read' },
    listRequest,
    z.object({ users: z.array(user.extend({ company: z.string().optional() })) }),
  ),
  'users.get_all_ex': endpoint(
    {
      summary: 'Lists the people of the request’s workspace; `company` is an object.',
      effect: 'read',
      versions: ['1.0', '2.8'],
    },
    listRequest.extend({ active_in_projects: z.array(z.string()).nullish() }),
    z.object({ users: z.array(user.extend({ company: company.optional() })) }),
  ),
  'users.update': endpoint(
    {
      summary: 'Changes a name: one’s own, or by an administrator that of a member.',
      effect: 'write',
      no_impersonation: true,
    },
    z.object({
      user: z.string(),
      name: personName.nullish(),
      given_name: z.string().trim().max(100).nullish(),
      family_name: z.string().trim().max(100).nullish(),
      initials_color: initialsColor.nullish(),
    }),
    z.object({ updated: z.number(), fields: user }),
  ),
  'users.get_preferences': endpoint(
    // Others' preferences are never shown, not to who acts for them either.
    { summary: 'Gives the caller’s preferences.', effect: 'read', scope: 'account', no_impersonation: true },
    z.object({}),
    z.object({ preferences }),
  ),
  'users.set_preferences': endpoint(
    {
      summary: 'Replaces the preferences at the given dotted paths.',
      effect: 'write',
      scope: 'account',
      no_impersonation: true,
    },
    z.object({ preferences, return_updated: z.boolean().nullish() }),
    z.object({ updated: z.number(), fields: z.object({ preferences: preferences.optional() }) }),
  ),
  'users.delete': endpoint(
    {
      summary: 'Removes an account with its sessions, key pairs and memberships.',
      effect: 'write',
      scope: 'server',
      server_admin: true,
      no_impersonation: true,
    },
    z.object({ user: z.string() }),
    z.object({}),
  ),
  'users.change_password': endpoint(
    {
      summary: 'Changes the caller’s password and ends all their other sessions.',
      effect: 'write',
      scope: 'account',
      atrium: true,
      session_only: true,
    },
    z.object({
      current_password: z.string().min(1).max(1024),
      new_password: newPassword,
      revoke_credentials: z.boolean().default(false),
    }),
    z.object({ sessions_ended: z.number(), credentials_revoked: z.number() }),
  ),
};

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { email, id, integer, nothing, personName, time } from './fields.ts';

const admin = { scope: 'server', server_admin: true, atrium: true, no_impersonation: true } as const;
const who = z.object({ account: z.string() });
/** Whoever becomes owner, in the same step, of each workspace that would be left with none. */
const whoWithHeir = who.extend({ new_owner: z.string().nullish() });

/** A one-time link to set a password, with when it ends. Its secret stands behind the "#". */
const link = z.object({ url: z.string(), expires: time });

const account = z.object({
  id,
  name: z.string(),
  email: z.string(),
  state: z.enum(['active', 'disabled']),
  server_admin: z.boolean(),
  created: time,
  last_seen: time.nullable(),
  initials_color: z.number(),
});

export const accounts = {
  'accounts.get_all': endpoint(
    { ...admin, summary: 'Lists the people of this server.', effect: 'read' },
    z.object({
      search: z.string().max(200).nullish(),
      after: z.string().max(400).nullish(),
      page_size: integer.pipe(z.number().min(1).max(200)).default(50),
    }),
    z.object({ accounts: z.array(account), next: z.string().nullable(), total: z.number() }),
  ),
  'accounts.create': endpoint(
    { ...admin, summary: 'Makes an account and a one-time link to set its password.', effect: 'write' },
    z.object({ email, name: personName, server_admin: z.boolean().default(false) }),
    z.object({ id, workspace_id: id, link }),
  ),
  'accounts.reset_password': endpoint(
    { ...admin, summary: 'Makes a one-time link to set a new password; earlier links die.', effect: 'write' },
    who,
    z.object({ link }),
  ),
  'accounts.disable': endpoint(
    {
      ...admin,
      summary: 'Stops an account, its sessions and key pairs, and keeps everything.',
      effect: 'write',
    },
    whoWithHeir,
    nothing,
  ),
  'accounts.enable': endpoint(
    { ...admin, summary: 'Lets a disabled account in again.', effect: 'write' },
    who,
    nothing,
  ),
  'accounts.delete': endpoint(
    { ...admin, summary: 'Removes an account.', effect: 'write' },
    whoWithHeir,
    nothing,
  ),
  'accounts.set_server_admin': endpoint(
    { ...admin, summary: 'Makes an account administrator of this server, or ends that.', effect: 'write' },
    who.extend({ server_admin: z.boolean() }),
    nothing,
  ),
};

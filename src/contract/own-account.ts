import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { download, id, nothing } from './fields.ts';

const own = { scope: 'account', session_only: true, atrium: true, no_impersonation: true } as const;

const workspace = z.object({ id, name: z.string(), personal: z.boolean() });

export const ownAccount = {
  'users.export_own': endpoint(
    {
      ...own,
      summary: 'Gives everything that belongs to one’s account as a JSON file, without secrets.',
      effect: 'read',
      cookie_get: true,
    },
    nothing,
    download,
  ),
  'users.delete_own_preview': endpoint(
    {
      ...own,
      summary: 'Tells what would end and what would stay if one deleted one’s account.',
      effect: 'read',
    },
    nothing,
    z.object({
      /** What has to be typed to confirm. */
      email: z.string(),
      /** Workspaces with other people in them that would have no owner: each has to get one first. */
      blocking: z.array(workspace),
      last_administrator: z.boolean(),
      /** Workspaces that end with the account. */
      ending: z.array(workspace),
      /** Workspaces that stay, with what was done in them. */
      staying: z.array(workspace),
      credentials: z.number(),
      sessions: z.number(),
      personal_vaults: z.number(),
      /** One’s own storage entries. */
      storage_entries: z.number(),
      /** Processes of one’s own seen in the last 7 days. */
      workers: z.number(),
    }),
  ),
  'users.delete_own': endpoint(
    {
      ...own,
      summary: 'Deletes one’s account with its sessions, key pairs, personal vaults and personal workspace.',
      effect: 'write',
    },
    z.object({
      password: z.string().min(1).max(1024),
      /** One’s e-mail address, typed to confirm. */
      email: z.string().max(254),
    }),
    nothing,
  ),
};

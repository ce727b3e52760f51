import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { download, id, integer, line, time } from './fields.ts';

const person = z.object({ id, name: z.string() });

/** Something that happened. */
const event = z.object({
  id: z.number(),
  at: time,
  /** Such as "credentials.create". */
  action: z.string(),
  /** Who did it; null for the server itself, its command line, and, in one's own events, for an administrator. */
  actor: person.nullable(),
  /** Whom it happened to. */
  account: person.nullable(),
  target: z.string().nullable(),
  /** Before, after and whatever else tells it; never a secret. */
  detail: z.record(z.string(), z.unknown()),
  /** Only for administrators, and for oneself. */
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
});

const instant = z.iso.datetime({ offset: true }).nullish();

const filters = z.object({
  /** First parts of actions, such as "credentials"; none means all. */
  kinds: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(line(1, 64)).max(16).nullish(),
  ),
  /** The account that did it. */
  actor: id.nullish(),
  from: instant,
  /** Only what happened before. */
  to: instant,
});

const paging = {
  after: z.string().max(200).nullish(),
  page_size: integer.pipe(z.number().min(1).max(200)).default(50),
};

const page = z.object({ events: z.array(event), next: z.string().nullable() });

export const audit = {
  'audit.get_all': endpoint(
    { summary: 'Lists what happened in the workspace, the newest first.', effect: 'read', atrium: true },
    filters.extend(paging),
    page,
  ),
  'audit.get_own': endpoint(
    {
      summary: 'Lists what happened to one’s own account, the newest first.',
      effect: 'read',
      scope: 'account',
      atrium: true,
      session_only: true,
    },
    filters.extend(paging),
    page,
  ),
  'audit.get_server': endpoint(
    {
      summary: 'Lists what happened to the accounts and settings of this server, the newest first.',
      effect: 'read',
      scope: 'server',
      server_admin: true,
      atrium: true,
      no_impersonation: true,
    },
    filters.extend(paging).extend({
      /** The account it happened to. */
      account: id.nullish(),
    }),
    page,
  ),
  'audit.export': endpoint(
    {
      summary: 'Gives what happened in the workspace as a file, the newest first.',
      effect: 'read',
      atrium: true,
      cookie_get: true,
    },
    filters.extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') }),
    download,
  ),
};

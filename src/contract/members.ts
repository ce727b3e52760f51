import { z } from 'zod';
import { endpoint, ROLES } from './endpoint.ts';
import { id, integer, time } from './fields.ts';

const role = z.enum(ROLES);

/** A person of a workspace. Their e-mail address is told to its administrators and to themselves. */
const member = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  initials_color: z.number(),
  role,
  state: z.enum(['active', 'disabled']),
  joined: time,
  /** When they last did something in this workspace, to the minute; null for never. */
  last_active: time.nullable(),
  /** Key pairs of theirs here that work. */
  credentials: z.number(),
});

export const members = {
  'workspaces.get_members': endpoint(
    {
      summary: 'Lists the people of the request’s workspace in the order they joined.',
      effect: 'read',
      atrium: true,
      no_impersonation: true,
    },
    z.object({
      /** Part of a name; for administrators of an e-mail address too. */
      search: z.string().max(200).nullish(),
      role: role.nullish(),
      after: z.string().max(400).nullish(),
      page_size: integer.pipe(z.number().min(1).max(200)).default(50),
    }),
    z.object({ members: z.array(member), next: z.string().nullable(), total: z.number() }),
  ),
};

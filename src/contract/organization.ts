import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { nothing } from './fields.ts';

const person = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string().nullable(),
  initials_color: z.number(),
});

export const organization = {
  'organization.get_user_companies': endpoint(
    {
      summary: 'Lists the caller’s workspaces, the personal one first.',
      effect: 'read',
      scope: 'account',
    },
    nothing,
    z.object({
      companies: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          role: z.string(),
          personal: z.boolean(),
          allocated: z.number(),
          allowed: z.number().nullable(),
          members_invite: z.boolean(),
          owners: z.array(person),
          members: z.array(person),
        }),
      ),
    }),
  ),
};

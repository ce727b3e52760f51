import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, nothing, time } from './fields.ts';

const own = { scope: 'account', session_only: true, atrium: true } as const;

export const sessions = {
  'sessions.get_all': endpoint(
    { ...own, summary: 'Lists the caller’s sessions, newest use first.', effect: 'read' },
    nothing,
    z.object({
      sessions: z.array(
        z.object({
          id,
          current: z.boolean(),
          user_agent: z.string(),
          address: z.string(),
          created: time,
          last_seen: time,
          expires: time,
        }),
      ),
    }),
  ),
  'sessions.end': endpoint(
    { ...own, summary: 'Ends one of the caller’s sessions.', effect: 'write' },
    z.object({ session: z.string() }),
    z.object({ ended: z.number() }),
  ),
  'sessions.end_others': endpoint(
    { ...own, summary: 'Ends all of the caller’s sessions but the calling one.', effect: 'write' },
    nothing,
    z.object({ ended: z.number() }),
  ),
};

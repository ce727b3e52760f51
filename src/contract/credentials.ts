import { z } from 'zod';
import { accessKey, expires, newCredential } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { integer, time } from './fields.ts';

/** Longest overlap of a rotation in seconds: 30 days. */
export const MAX_GRACE_S = 2_592_000;

export const credentials = {
  'credentials.rotate': endpoint(
    {
      summary: 'Makes a new key pair now and lets the old one end after a grace period.',
      effect: 'write',
      atrium: true,
      no_impersonation: true,
    },
    z.object({
      access_key: accessKey,
      grace_s: integer.pipe(z.number().min(0).max(MAX_GRACE_S)).default(86_400),
      expires,
    }),
    z.object({ credentials: newCredential, old: z.object({ access_key: z.string(), expires: time }) }),
  ),
};

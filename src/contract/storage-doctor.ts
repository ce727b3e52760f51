import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { id } from './fields.ts';
import { place } from './storage-access.ts';
import { storageUrl, storedObject } from './storage-objects.ts';

/** One step of the doctor's ladder (src/storage/ladder.ts). */
const rung = z.object({
  rung: z.enum(['address', 'entry', 'network', 'cors', 'signature', 'object']),
  state: z.enum(['passed', 'broken', 'not_needed', 'not_reached']),
  /** What was found, such as "no_such_bucket"; sentences and cures are made of it where they are shown. */
  code: z.string(),
  facts: z.record(z.string(), z.string()),
});

/** Where a chain breaks between the server and a store. */
export const storageDoctor = {
  'storage_access.test': endpoint(
    {
      atrium: true,
      no_impersonation: true,
      roles: ADMINISTRATORS,
      effect: 'write',
      summary:
        'Climbs the ladder to an entry of the workspace, finds its region and style, and names its newest object.',
    },
    z.object({ id }),
    z.object({
      rungs: z.array(rung),
      newest: storedObject.nullable(),
      found: z.object({ region: z.string(), style: place.style }).nullable(),
    }),
  ),
  'storage_access.diagnose': endpoint(
    {
      atrium: true,
      effect: 'read',
      summary:
        "The server's half of the storage doctor: climbs the ladder to one object, and writes nothing.",
    },
    z.object({ url: storageUrl }),
    z.object({ rungs: z.array(rung), entry: id.nullable() }),
  ),
};

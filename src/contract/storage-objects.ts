import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { download, id, integer } from './fields.ts';
import { place } from './storage-access.ts';

const member = { atrium: true, effect: 'read' } as const;

/** One step of the doctor's ladder (src/storage/ladder.ts). */
const rung = z.object({
  rung: z.enum(['address', 'entry', 'network', 'cors', 'signature', 'object']),
  state: z.enum(['passed', 'broken', 'not_needed', 'not_reached']),
  /** What was found, such as "no_such_bucket"; sentences and cures are made of it where they are shown. */
  code: z.string(),
  facts: z.record(z.string(), z.string()),
});

const object = z.object({
  url: z.string(),
  key: z.string(),
  size: z.number().nullable(),
  modified: z.string().nullable(),
});

const storageUrl = z.string().min(1).max(4096);

/** What the server does with the workspace's storage entries. */
export const storageObjects = {
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
      newest: object.nullable(),
      found: z.object({ region: z.string(), style: place.style }).nullable(),
    }),
  ),
  'storage_access.sign': endpoint(
    {
      ...member,
      summary: "Makes links of ten minutes to objects in the workspace's entries, one object each.",
    },
    z.object({ urls: z.array(storageUrl).min(1).max(200), method: z.enum(['GET', 'HEAD']).default('GET') }),
    z.object({
      links: z.array(
        z.object({
          url: z.string(),
          entry: id.nullable(),
          /** A signed link to the store, or, through the server's door, one relative to the base path. */
          link: z.string().nullable(),
          through: z.enum(['store', 'door']).nullable(),
          /** Seconds until it ends; a door's link lasts as long as the session. */
          expires_in_s: z.number().nullable(),
          /** Why there is no link: a code of src/storage/ladder.ts. */
          problem: z.string().nullable(),
        }),
      ),
    }),
  ),
  'storage_access.get_object': endpoint(
    {
      ...member,
      cookie_get: true,
      summary:
        'Streams an object of an entry whose secret cannot be narrowed to one object (SAS); ranges are kept.',
    },
    z.object({ url: storageUrl }),
    download,
  ),
  'storage_access.get_objects': endpoint(
    {
      ...member,
      summary: "Lists objects below a prefix of the workspace's entries, in the order of their keys.",
    },
    z.object({
      url: storageUrl,
      after: z.string().max(4096).nullish(),
      page_size: integer.pipe(z.number().min(1).max(1000)).default(500),
    }),
    z.object({ objects: z.array(object), next: z.string().nullable() }),
  ),
  'storage_access.diagnose': endpoint(
    {
      ...member,
      summary:
        "The server's half of the storage doctor: climbs the ladder to one object, and writes nothing.",
    },
    z.object({ url: storageUrl }),
    z.object({ rungs: z.array(rung), entry: id.nullable() }),
  ),
};

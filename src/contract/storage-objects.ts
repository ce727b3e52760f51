import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { download, id, integer } from './fields.ts';

const member = { atrium: true, effect: 'read' } as const;

/** An object of a store, as lists and the doctor name it. */
export const storedObject = z.object({
  url: z.string(),
  key: z.string(),
  size: z.number().nullable(),
  modified: z.string().nullable(),
});

/** An object's URL in any of its forms (src/storage/storage-url.ts). */
export const storageUrl = z.string().min(1).max(4096);

/** What the server does with the workspace's storage entries. */
export const storageObjects = {
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
    z.object({ objects: z.array(storedObject), next: z.string().nullable() }),
  ),
};

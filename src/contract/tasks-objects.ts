import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';

/** Tasks whose objects are counted at once. */
export const MAX_COUNTED_TASKS = 1_000;

const store = z.object({
  /** `files`: this server's files door; `web`: an address of which only a host of the cleanup credentials could be made a store. */
  kind: z.enum(['files', 's3', 'gcs', 'azure', 'web']),
  /** Such as "s3://bucket", "azure://account.blob.core.windows.net/container"; empty for the files door. */
  place: z.string(),
  objects: z.number(),
  /** Whether there are credentials for deleting there: the caller's own, or the workspace's. */
  credentials: z.boolean(),
});

export const tasksObjects = {
  'tasks.get_stored_objects': endpoint(
    {
      atrium: true,
      effect: 'read',
      roles: WRITERS,
      no_impersonation: true,
      summary: 'Counts the stored objects that go with tasks when `delete_stored_objects` is asked for.',
    },
    z.object({
      ids: z.array(z.string()).min(1).max(MAX_COUNTED_TASKS),
      /** As for the deletion: false leaves the models that the tasks made, and their objects. */
      delete_output_models: z.boolean().nullish(),
    }),
    z.object({
      objects: z.number(),
      stores: z.array(store),
      /** Addresses that the tasks name and that stay: in none of their own folders, or on some machine's disk. */
      kept: z.number(),
      /** The tasks name more than were counted. */
      more: z.boolean(),
    }),
  ),
};

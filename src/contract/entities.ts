import { z } from 'zod';
import { id, integer, time } from './fields.ts';

/** What the lists of projects, tasks, models and queues have in common (account-api.md 5, sdk-wire.md vi). */

const texts = z.array(z.string());
const map = z.record(z.string(), z.unknown());
const pattern = z.object({
  pattern: z.string().nullish(),
  fields: texts.nullish(),
  datetime: z.string().nullish(),
});

/** Query of a list. Any other field of the entity, dotted or not, is a filter too, so nothing is dropped here. */
export const listQuery = z.looseObject({
  id: z.union([texts, z.string()]).nullish(),
  name: z.string().nullish(),
  only_fields: z.union([texts, z.string()]).nullish(),
  order_by: z.union([texts, z.string()]).nullish(),
  page: integer.nullish(),
  page_size: integer.nullish(),
  size: integer.nullish(),
  scroll_id: z.string().nullish(),
  refresh_scroll: z.boolean().nullish(),
  search_text: z.string().nullish(),
  search_hidden: z.boolean().nullish(),
  allow_public: z.boolean().nullish(),
  _any_: pattern.nullish(),
  _all_: pattern.nullish(),
});

/**
 * One entity as its list projects it: the fields asked for, nested as on the wire. Documents are made by the queries'
 * field tables, which are the allow-list of what leaves.
 */
export const document = map;

export const TASK_TYPES = [
  'training',
  'testing',
  'inference',
  'data_processing',
  'application',
  'monitor',
  'controller',
  'report',
  'optimizer',
  'service',
  'qc',
  'custom',
  'dataset_import',
  'annotation',
  'annotation_manual',
] as const;

export const taskType = z.enum(TASK_TYPES);
export const entityName = z.string().trim().min(3, 'must have at least 3 characters').max(1024);
export const tags = z.array(z.string().max(256)).max(1000);
export { id, integer, map, texts, time };

/** What a write answers about the fields it set. */
export const updated = z.object({ updated: z.number(), fields: map.optional() });

/** What a write on many answers: each id either done or refused. */
export const failedItem = z.object({
  id: z.string(),
  error: z.object({ codes: z.tuple([z.number(), z.number()]), msg: z.string(), data: map }),
});

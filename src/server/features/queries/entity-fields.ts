import { sql } from 'kysely';
import type { EntityFields, Field } from './fields.ts';

const text = (column: string): Field => ({ column, type: 'text' });
/** A text that may be null or empty. */
const maybe = (column: string): Field => ({ column, type: 'text', nullable: true });
const searched = (column: string): Field => ({ column, type: 'text', nullable: true, pattern: true });
const number = (column: string): Field => ({ column, type: 'number' });
const time = (column: string): Field => ({ column, type: 'time' });
const maybeTime = (column: string): Field => ({ column, type: 'time', nullable: true });
const texts = (column: string): Field => ({ column, type: 'texts', nullable: true });
const json = (column: string): Field => ({ column, type: 'json' });
const lists = (column: string): Field => ({ column, type: 'json', lists: true });
const metrics: Field = { column: 'last_metrics', type: 'json', range: true };

const common: Record<string, Field> = {
  id: { column: 'id', type: 'text', hex: true },
  company: text('workspace_id'),
  user: maybe('user_id'),
  tags: texts('tags'),
  system_tags: texts('system_tags'),
  created: time('created'),
  last_update: time('last_update'),
};
const name: Field = { column: 'name', type: 'text', pattern: true };

export const TASK_FIELDS: EntityFields = {
  table: 'tasks',
  fields: {
    ...common,
    name,
    project: maybe('project_id'),
    parent: maybe('parent_id'),
    type: text('type'),
    status: text('status'),
    status_reason: maybe('status_reason'),
    status_message: maybe('status_message'),
    status_changed: time('status_changed'),
    comment: searched('comment'),
    started: maybeTime('started'),
    completed: maybeTime('completed'),
    published: maybeTime('published'),
    last_change: time('last_change'),
    last_changed_by: maybe('last_changed_by'),
    last_worker: maybe('last_worker'),
    last_worker_report: maybeTime('last_worker_report'),
    last_iteration: number('last_iteration'),
    active_duration: { column: 'active_duration_s', type: 'number', nullable: true },
    script: json('script'),
    execution: json('execution'),
    'execution.artifacts': lists('artifacts'),
    hyperparams: json('hyperparams'),
    configuration: json('configuration'),
    runtime: json('runtime'),
    container: json('container'),
    models: lists('models'),
    output: json('output'),
    last_metrics: metrics,
  },
  pattern_fields: ['name', 'id', 'comment', 'tags', 'type'],
};

export const PROJECT_FIELDS: EntityFields = {
  table: 'projects',
  fields: {
    ...common,
    name,
    basename: { column: sql`regexp_replace(projects.name, '^.*/', '')`, type: 'text', pattern: true },
    parent: maybe('parent_id'),
    description: searched('description'),
    default_output_destination: maybe('default_output_destination'),
  },
  pattern_fields: ['name', 'id', 'description', 'tags'],
};

export const MODEL_FIELDS: EntityFields = {
  table: 'models',
  fields: {
    ...common,
    name,
    project: maybe('project_id'),
    task: maybe('task_id'),
    parent: maybe('parent_id'),
    comment: searched('comment'),
    framework: maybe('framework'),
    uri: maybe('uri'),
    ready: { column: 'ready', type: 'boolean' },
    labels: json('labels'),
    design: json('design'),
    metadata: json('metadata'),
    ui_cache: json('ui_cache'),
    last_iteration: number('last_iteration'),
    last_metrics: metrics,
    last_change: time('last_change'),
  },
  pattern_fields: ['name', 'id', 'comment', 'tags', 'framework', 'uri'],
};

const ENTRIES = sql`(select coalesce(jsonb_agg(jsonb_build_object('task', e.task_id, 'added',
  to_char(e.added, 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')) order by e.position), '[]') from queue_entries e
  where e.workspace_id = queues.workspace_id and e.queue_id = queues.id)`;

export const QUEUE_FIELDS: EntityFields = {
  table: 'queues',
  fields: {
    ...common,
    name,
    metadata: json('metadata'),
    entries: { column: ENTRIES, type: 'json', lists: true },
  },
  pattern_fields: ['name', 'id', 'tags'],
};

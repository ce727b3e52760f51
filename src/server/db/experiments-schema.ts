import type { ColumnType, Generated } from 'kysely';
import type { NullableTime, Time } from './schema.ts';

export type TaskStatus =
  | 'created'
  | 'queued'
  | 'in_progress'
  | 'stopped'
  | 'publishing'
  | 'published'
  | 'closed'
  | 'failed'
  | 'completed'
  | 'unknown';

/** jsonb: read as a value, written as JSON text or an SQL expression. */
export type Json<Value> = ColumnType<Value, string | undefined, string>;
type Map = Record<string, unknown>;
type NullableText = ColumnType<string | null, string | null | undefined, string | null>;

export interface ProjectRow {
  workspace_id: string;
  id: string;
  /** The whole path, such as "vision/detection". */
  name: string;
  parent_id: NullableText;
  /** Ids of the projects above, the topmost first. */
  ancestors: Generated<string[]>;
  description: Generated<string>;
  user_id: NullableText;
  tags: Generated<string[]>;
  system_tags: Generated<string[]>;
  default_output_destination: NullableText;
  created: Time;
  last_update: Time;
}

export interface TaskRow {
  workspace_id: string;
  id: string;
  project_id: NullableText;
  parent_id: NullableText;
  user_id: NullableText;
  name: string;
  type: string;
  status: Generated<TaskStatus>;
  status_reason: Generated<string>;
  status_message: Generated<string>;
  status_changed: Time;
  /** The status it had before it was put into a queue. */
  enqueue_status: ColumnType<TaskStatus | null, TaskStatus | null | undefined, TaskStatus | null>;
  comment: Generated<string>;
  created: Time;
  started: NullableTime;
  completed: NullableTime;
  published: NullableTime;
  last_update: Time;
  last_change: Time;
  last_changed_by: NullableText;
  last_worker: NullableText;
  last_worker_report: NullableTime;
  last_iteration: Generated<number>;
  /** Seconds it ran, null before it began. */
  active_duration_s: ColumnType<number | null, number | null | undefined, number | null>;
  tags: Generated<string[]>;
  system_tags: Generated<string[]>;
  script: Json<Map>;
  /** As on the wire without `artifacts`, which stand in a column of their own. */
  execution: Json<Map>;
  artifacts: Json<Map[]>;
  hyperparams: Json<Record<string, Record<string, Map>>>;
  configuration: Json<Record<string, Map>>;
  runtime: Json<Map>;
  container: Json<Record<string, string>>;
  models: Json<{ input: Map[]; output: Map[] }>;
  output: Json<Map>;
  /** By hash of metric, then of variant. */
  last_metrics: Json<Record<string, Record<string, Map>>>;
  /** Events of an older number are gone; raised by reset. */
  event_generation: Generated<number>;
}

export interface ModelRow {
  workspace_id: string;
  id: string;
  project_id: NullableText;
  task_id: NullableText;
  parent_id: NullableText;
  user_id: NullableText;
  name: string;
  comment: Generated<string>;
  framework: NullableText;
  uri: Generated<string>;
  ready: Generated<boolean>;
  labels: Json<Map>;
  design: Json<Map>;
  metadata: Json<Record<string, Map>>;
  ui_cache: Json<Map>;
  tags: Generated<string[]>;
  system_tags: Generated<string[]>;
  last_iteration: Generated<number>;
  last_metrics: Json<Record<string, Record<string, Map>>>;
  event_generation: Generated<number>;
  created: Time;
  last_update: Time;
  last_change: Time;
}

/** Tables of projects, tasks, models, queues and workers. */
export interface ExperimentsSchema {
  projects: ProjectRow;
  tasks: TaskRow;
  models: ModelRow;
  queues: {
    workspace_id: string;
    id: string;
    name: string;
    user_id: NullableText;
    metadata: Json<Record<string, Map>>;
    tags: Generated<string[]>;
    system_tags: Generated<string[]>;
    created: Time;
    last_update: Time;
  };
  queue_entries: {
    workspace_id: string;
    queue_id: string;
    task_id: string;
    /** Smaller goes first; only its order counts. */
    position: Generated<number>;
    added: Time;
  };
  /** How long a queue was, and the mean seconds its tasks had waited, from time to time. */
  queue_samples: { workspace_id: string; queue_id: string; at: Time; length: number; waiting_s: number };
  workers: {
    workspace_id: string;
    /** The name the agent gives itself. */
    id: string;
    account_id: string;
    ip: Generated<string>;
    queues: Generated<string[]>;
    queue_id: NullableText;
    task_id: NullableText;
    tags: Generated<string[]>;
    system_tags: Generated<string[]>;
    timeout_s: number;
    register_time: Time;
    last_activity_time: Time;
    last_report_time: NullableTime;
  };
  worker_properties: {
    workspace_id: string;
    worker_id: string;
    name: string;
    value: string;
    expires_at: NullableTime;
  };
  worker_stats: {
    workspace_id: string;
    worker_id: string;
    at: Time;
    task_id: NullableText;
    stats: Json<Map>;
  };
  scrolls: {
    workspace_id: string;
    id: string;
    account_id: string;
    kind: string;
    state: Json<Map>;
    expires_at: Time;
  };
}

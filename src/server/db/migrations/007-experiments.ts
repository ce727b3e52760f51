/** Projects, tasks, models, queues and workers; events stand in a migration of their own. */
export const experiments = `
create table projects (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  name text not null,
  parent_id text,
  ancestors text[] not null default '{}',
  description text not null default '',
  user_id text references accounts (id),
  tags text[] not null default '{}',
  system_tags text[] not null default '{}',
  default_output_destination text,
  created timestamptz not null default now(),
  last_update timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references projects (workspace_id, id) on delete cascade
);
create unique index projects_name on projects (workspace_id, name);
create index projects_parent on projects (workspace_id, parent_id);
create index projects_ancestors on projects using gin (ancestors);

create table tasks (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  project_id text,
  parent_id text,
  user_id text references accounts (id),
  name text not null,
  type text not null,
  status text not null default 'created' check (status in ('created', 'queued', 'in_progress', 'stopped', 'publishing',
    'published', 'closed', 'failed', 'completed', 'unknown')),
  status_reason text not null default '',
  status_message text not null default '',
  status_changed timestamptz not null default now(),
  enqueue_status text,
  comment text not null default '',
  created timestamptz not null default now(),
  started timestamptz,
  completed timestamptz,
  published timestamptz,
  last_update timestamptz not null default now(),
  last_change timestamptz not null default now(),
  last_changed_by text,
  last_worker text,
  last_worker_report timestamptz,
  last_iteration integer not null default 0,
  active_duration_s integer,
  tags text[] not null default '{}',
  system_tags text[] not null default '{}',
  script jsonb not null default '{}',
  execution jsonb not null default '{}',
  artifacts jsonb not null default '[]',
  hyperparams jsonb not null default '{}',
  configuration jsonb not null default '{}',
  runtime jsonb not null default '{}',
  container jsonb not null default '{}',
  models jsonb not null default '{"input": [], "output": []}',
  output jsonb not null default '{}',
  last_metrics jsonb not null default '{}',
  event_generation integer not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references projects (workspace_id, id) on delete set null (project_id),
  foreign key (workspace_id, parent_id) references tasks (workspace_id, id) on delete set null (parent_id)
);
create index tasks_last_update on tasks (workspace_id, last_update, id);
create index tasks_project on tasks (workspace_id, project_id, last_update, id);
create index tasks_parent on tasks (workspace_id, parent_id);
create index tasks_status on tasks (workspace_id, status, last_update);
create index tasks_tags on tasks using gin (tags);
create index tasks_system_tags on tasks using gin (system_tags);
create index tasks_name on tasks (workspace_id, name);
create index tasks_input_models on tasks using gin ((models -> 'input') jsonb_path_ops);

create table models (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  project_id text,
  task_id text,
  parent_id text,
  user_id text references accounts (id),
  name text not null,
  comment text not null default '',
  framework text,
  uri text not null default '',
  ready boolean not null default false,
  labels jsonb not null default '{}',
  design jsonb not null default '{}',
  metadata jsonb not null default '{}',
  ui_cache jsonb not null default '{}',
  tags text[] not null default '{}',
  system_tags text[] not null default '{}',
  last_iteration integer not null default 0,
  last_metrics jsonb not null default '{}',
  event_generation integer not null default 0,
  created timestamptz not null default now(),
  last_update timestamptz not null default now(),
  last_change timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references projects (workspace_id, id) on delete set null (project_id),
  foreign key (workspace_id, task_id) references tasks (workspace_id, id) on delete set null (task_id),
  foreign key (workspace_id, parent_id) references models (workspace_id, id) on delete set null (parent_id)
);
create index models_last_update on models (workspace_id, last_update, id);
create index models_project on models (workspace_id, project_id, last_update);
create index models_task on models (workspace_id, task_id);
create index models_tags on models using gin (tags);
create index models_uri on models (workspace_id, md5(uri));

create table queues (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  name text not null,
  user_id text references accounts (id),
  metadata jsonb not null default '{}',
  tags text[] not null default '{}',
  system_tags text[] not null default '{}',
  created timestamptz not null default now(),
  last_update timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index queues_name on queues (workspace_id, name);

create sequence queue_positions;
create table queue_entries (
  workspace_id text not null,
  queue_id text not null,
  task_id text not null,
  position bigint not null default nextval('queue_positions'),
  added timestamptz not null default now(),
  primary key (workspace_id, task_id),
  foreign key (workspace_id, queue_id) references queues (workspace_id, id) on delete cascade,
  foreign key (workspace_id, task_id) references tasks (workspace_id, id) on delete cascade
);
create index queue_entries_order on queue_entries (workspace_id, queue_id, position);

create table queue_samples (
  workspace_id text not null,
  queue_id text not null,
  at timestamptz not null,
  length integer not null,
  waiting_s double precision not null,
  primary key (workspace_id, queue_id, at),
  foreign key (workspace_id, queue_id) references queues (workspace_id, id) on delete cascade
);
create index queue_samples_age on queue_samples (at);

create table workers (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null,
  account_id text not null references accounts (id),
  ip text not null default '',
  queues text[] not null default '{}',
  queue_id text,
  task_id text,
  tags text[] not null default '{}',
  system_tags text[] not null default '{}',
  timeout_s integer not null,
  register_time timestamptz not null default now(),
  last_activity_time timestamptz not null default now(),
  last_report_time timestamptz,
  primary key (workspace_id, id)
);

create table worker_properties (
  workspace_id text not null,
  worker_id text not null,
  name text not null,
  value text not null,
  expires_at timestamptz,
  primary key (workspace_id, worker_id, name),
  foreign key (workspace_id, worker_id) references workers (workspace_id, id) on delete cascade
);

create table worker_stats (
  workspace_id text not null references workspaces (id) on delete cascade,
  worker_id text not null,
  at timestamptz not null default now(),
  task_id text,
  stats jsonb not null
);
create index worker_stats_series on worker_stats (workspace_id, worker_id, at);
create index worker_stats_age on worker_stats (at);

create table scrolls (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null,
  account_id text not null,
  kind text not null,
  state jsonb not null,
  expires_at timestamptz not null,
  primary key (workspace_id, id)
);
create index scrolls_age on scrolls (expires_at);

create function workspace_default_queue() returns trigger language plpgsql as $$
begin
  insert into queues (workspace_id, id, name, user_id, system_tags)
    values (new.id, replace(gen_random_uuid()::text, '-', ''), 'default', new.personal_of, '{default}');
  return null;
end $$;
create trigger workspace_default_queue after insert on workspaces
  for each row execute function workspace_default_queue();
insert into queues (workspace_id, id, name, user_id, system_tags)
  select id, replace(gen_random_uuid()::text, '-', ''), 'default', personal_of, '{default}' from workspaces;

do $$ begin
  create extension if not exists pg_trgm;
  create index tasks_name_trigrams on tasks using gin (name gin_trgm_ops);
exception when others then
  raise notice 'pg_trgm is not offered here: names are searched without it';
end $$;
`;

/**
 * What runs report. Each table is keyed by workspace and partitioned by the month in which the server received a row;
 * rows of a month without a partition stand in the default one. A trigger notes which events are gone, whatever made
 * them go; a job removes their rows.
 */
export const events = `
create sequence event_numbers;

create table event_scalars (
  workspace_id text not null,
  owner_id text not null,
  generation integer not null,
  metric text not null,
  variant text not null,
  number bigint not null default nextval('event_numbers'),
  received timestamptz not null default now(),
  points integer not null,
  single boolean not null,
  iterations bytea not null,
  times bytea not null,
  numbers bytea not null
) partition by range (received);
alter table event_scalars alter column iterations set storage external;
alter table event_scalars alter column times set storage external;
alter table event_scalars alter column numbers set storage external;
create index event_scalars_owner on event_scalars (workspace_id, owner_id, metric, variant, number);

create table event_logs (
  workspace_id text not null,
  owner_id text not null,
  generation integer not null,
  at double precision not null,
  number bigint not null default nextval('event_numbers'),
  received timestamptz not null default now(),
  level text not null,
  worker text not null,
  msg text not null
) partition by range (received);
create index event_logs_owner on event_logs (workspace_id, owner_id, generation, at, number);

create table event_samples (
  workspace_id text not null,
  owner_id text not null,
  generation integer not null,
  type text not null,
  metric text not null,
  variant text not null,
  iter integer not null,
  key text not null,
  number bigint not null default nextval('event_numbers'),
  received timestamptz not null default now(),
  at double precision not null,
  content text not null
) partition by range (received);
create index event_samples_owner on event_samples (workspace_id, owner_id, type, metric, variant, iter, number);

do $$
declare month timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
        kind text;
        next timestamptz;
begin
  foreach kind in array array['event_scalars', 'event_logs', 'event_samples'] loop
    execute format('create table %I partition of %I default', kind || '_default', kind);
    for ahead in 0..2 loop
      next := (month at time zone 'UTC' + make_interval(months => ahead)) at time zone 'UTC';
      execute format('create table %I partition of %I for values from (%L) to (%L)',
        kind || to_char(next at time zone 'UTC', '_YYYY_MM'), kind, next,
        (next at time zone 'UTC' + interval '1 month') at time zone 'UTC');
    end loop;
  end loop;
end $$;

create table event_totals (
  workspace_id text not null,
  owner_id text not null,
  generation integer not null,
  logs bigint not null default 0,
  chunks integer not null default 0,
  primary key (workspace_id, owner_id)
);
create index event_totals_chunks on event_totals (chunks) where chunks >= 256;

create table event_drops (
  workspace_id text not null,
  owner_id text not null,
  generation integer not null,
  at timestamptz not null default now(),
  primary key (workspace_id, owner_id)
);

create function note_dropped_events() returns trigger language plpgsql as $$
begin
  insert into event_drops (workspace_id, owner_id, generation)
    values (old.workspace_id, old.id, old.event_generation)
    on conflict (workspace_id, owner_id) do update set generation = excluded.generation, at = now();
  return null;
end $$;
create trigger tasks_events_deleted after delete on tasks for each row execute function note_dropped_events();
create trigger tasks_events_dropped after update of event_generation on tasks for each row
  when (old.event_generation <> new.event_generation) execute function note_dropped_events();
create trigger models_events_deleted after delete on models for each row execute function note_dropped_events();
create trigger models_events_dropped after update of event_generation on models for each row
  when (old.event_generation <> new.event_generation) execute function note_dropped_events();
`;

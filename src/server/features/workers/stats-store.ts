import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';

export interface Period {
  /** Seconds since 1970. */
  from_date: number;
  to_date: number;
  /** Seconds. */
  interval: number;
}

const within = (workspaceId: string, { from_date, to_date }: Period): RawBuilder<boolean> =>
  sql`s.workspace_id = ${workspaceId} and s.at >= to_timestamp(${from_date}) and s.at <= to_timestamp(${to_date})`;

/** The beginning of the interval a report falls into, in seconds since 1970. */
const bucket = ({ from_date, interval }: Period): RawBuilder<number> =>
  sql`(${from_date}::float8 + ${interval}::float8
    * floor((extract(epoch from s.at)::float8 - ${from_date}::float8) / ${interval}::float8))`;

export interface StatPoint {
  worker_id: string;
  metric: string;
  variant: string;
  at: number;
  avg: number;
  min: number;
  max: number;
}

interface Asked extends Period {
  keys: readonly string[];
  /** All of the workspace's when empty. */
  worker_ids: readonly string[];
  /** Each core and card for itself, rather than all together. */
  by_variant: boolean;
}

/** Measurements by worker, metric and interval, in that order; intervals without any are left out. */
export async function statPoints(db: Db, workspaceId: string, asked: Asked): Promise<StatPoint[]> {
  const { keys, worker_ids, by_variant } = asked;
  const { rows } = await sql<StatPoint>`
    select p.worker_id, p.metric, p.variant, p.at, avg(p.value) as avg, min(p.value) as min, max(p.value) as max
    from (
      select s.worker_id, m.key as metric, ${bucket(asked)} as at,
        case when ${by_variant} then v.variant else '' end as variant, v.value
      from worker_stats s cross join lateral jsonb_each(s.stats) m cross join lateral (
        select 'total' as variant, (m.value #>> '{}')::float8 as value where jsonb_typeof(m.value) = 'number'
        union all
        select (e.n - 1)::text, (e.value #>> '{}')::float8
          from jsonb_array_elements(case jsonb_typeof(m.value) when 'array' then m.value else '[]' end)
            with ordinality e (value, n)
      ) v
      where ${within(workspaceId, asked)} and m.key = any(${[...keys]}::text[])
        and (${worker_ids.length === 0} or s.worker_id = any(${[...worker_ids]}::text[]))
    ) p
    group by p.worker_id, p.metric, p.variant, p.at
    order by p.worker_id, p.metric, length(p.variant), p.variant, p.at`.execute(db);
  return rows;
}

/** The metrics that workers reported within the last day. */
export async function metricKeys(
  db: Db,
  workspaceId: string,
  workerIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select distinct m.key
    from worker_stats s cross join lateral jsonb_object_keys(s.stats) m (key)
    where s.workspace_id = ${workspaceId} and s.at > now() - interval '1 day'
    and (${workerIds.length === 0} or s.worker_id = any(${[...workerIds]}::text[]))
    order by 1`.execute(db);
  return rows.map(({ key }) => key);
}

export interface ActivityPoint {
  at: number;
  total: number;
  active: number;
}

/** How many workers reported in each interval, and how many of them ran a task; quiet intervals count none. */
export async function activityPoints(db: Db, workspaceId: string, period: Period): Promise<ActivityPoint[]> {
  const { from_date, to_date, interval } = period;
  const { rows } = await sql<ActivityPoint>`
    with counted as (
      select ${bucket(period)} as at, count(distinct s.worker_id) as total,
        count(distinct s.worker_id) filter (where s.task_id is not null) as active
      from worker_stats s where ${within(workspaceId, period)} group by 1
    )
    select (${from_date}::float8 + n * ${interval}::float8) as at, coalesce(c.total, 0) as total,
      coalesce(c.active, 0) as active
    from generate_series(0, floor((${to_date}::float8 - ${from_date}::float8) / ${interval}::float8)::integer) n
    left join counted c on c.at = ${from_date}::float8 + n * ${interval}::float8 order by 1`.execute(db);
  return rows;
}

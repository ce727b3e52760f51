import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Metrics asked for; without variants all of them. */
export type ChosenMetrics =
  | readonly { metric: string; variants?: readonly string[] | null | undefined }[]
  | null
  | undefined;

/** Rows of the metrics and variants asked for; of all when none are. */
export function ofMetrics(chosen: ChosenMetrics): RawBuilder<SqlBool> {
  if (!chosen || chosen.length === 0) return sql`true`;
  const pairs = chosen.flatMap(({ metric, variants }) =>
    variants && variants.length > 0 ? variants.map((variant) => [metric, variant] as const) : [],
  );
  const whole = chosen.filter(({ variants }) => !variants || variants.length === 0);
  return sql`(metric = any(${whole.map(({ metric }) => metric)}::text[]) or (metric, variant) in (
    select * from unnest(${pairs.map(([metric]) => metric)}::text[], ${pairs.map(([, variant]) => variant)}::text[])))`;
}

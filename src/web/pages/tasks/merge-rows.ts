import type { TaskRow } from './columns.ts';

/** Rows whose newest content is asked for; those behind them keep what they had. */
const MOST_LIVE = 500;

/**
 * The rows of a list in its order, each once, with what is known of them now.
 * @param newest what was last told of rows, perhaps of fewer than are listed
 * @param complete the same when it answers for all of them: rows it lacks are gone
 */
export function mergeRows(
  listed: readonly TaskRow[],
  newest: readonly TaskRow[],
  complete: readonly TaskRow[] | undefined,
): TaskRow[] {
  const known = new Map(newest.map((row) => [row.id, row]));
  const rows = [...new Map(listed.map((row) => [row.id, row])).values()];
  return rows.flatMap((row, i) => {
    const now = known.get(row.id);
    if (!now && complete && i < MOST_LIVE) return [];
    // Alone it says what a task no longer has, too; until it answers for all, it may lack columns just chosen.
    return [now ? (complete ? now : { ...row, ...now }) : row];
  });
}

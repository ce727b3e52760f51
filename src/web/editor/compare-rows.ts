import { diffArrays } from 'diff';
import { findMasks } from './masks.ts';

/** A line of a difference. `before` and `after` are its numbers in the two texts, counted from 1. */
export type LineRow = {
  kind: 'same' | 'cut' | 'add';
  before: number | undefined;
  after: number | undefined;
  /** Ids of masks on it that stand in place of another masked secret. */
  changed: ReadonlySet<string>;
};

/** Equal lines left out between two changes. */
export type GapRow = { kind: 'gap'; rows: LineRow[] };

/** Equal lines shown around a change, so that one sees where it is. */
const CONTEXT = 3;
/** A comparison that takes longer than this, in milliseconds, is given up: all is cut and added then. */
const TIMEOUT_MS = 1000;

const NONE: ReadonlySet<string> = new Set();

/** The lines of two texts, what was cut before what was added, with long equal stretches folded. */
export function compareTexts(before: string, after: string): (LineRow | GapRow)[] {
  const old = before.split('\n');
  const made = after.split('\n');
  const parts = diffArrays(old, made, { timeout: TIMEOUT_MS }) ?? [
    { value: old, removed: true, added: false, count: old.length },
    { value: made, removed: false, added: true, count: made.length },
  ];
  const rows: LineRow[] = [];
  let inOld = 0;
  let inMade = 0;
  for (const { removed, added, count } of parts) {
    for (let i = 0; i < count; i += 1) {
      if (!added) inOld += 1;
      if (!removed) inMade += 1;
      const kind = removed ? 'cut' : added ? 'add' : 'same';
      rows.push({
        kind,
        before: added ? undefined : inOld,
        after: removed ? undefined : inMade,
        changed: NONE,
      });
    }
  }
  return fold(markChanged(rows, old, made));
}

/** Notes the masks of added lines that stand where the lines cut beside them had others. */
function markChanged(rows: LineRow[], old: readonly string[], made: readonly string[]): LineRow[] {
  const marked: LineRow[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to < rows.length && rows[to]?.kind !== 'same') to += 1;
    const hunk = rows.slice(from, Math.max(to, from + 1));
    const gone = idsOf(hunk.flatMap((row) => (row.kind === 'cut' ? [old[(row.before ?? 0) - 1] ?? ''] : [])));
    const came = idsOf(hunk.flatMap((row) => (row.kind === 'add' ? [made[(row.after ?? 0) - 1] ?? ''] : [])));
    const replaced = [...gone].some((id) => !came.has(id));
    const changed = replaced ? new Set([...came].filter((id) => !gone.has(id))) : NONE;
    marked.push(...hunk.map((row) => (row.kind === 'add' ? { ...row, changed } : row)));
    from += hunk.length;
  }
  return marked;
}

const idsOf = (lines: readonly string[]) =>
  new Set(lines.flatMap((line) => findMasks(line).map(({ id }) => id)));

function fold(rows: readonly LineRow[]): (LineRow | GapRow)[] {
  const folded: (LineRow | GapRow)[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to < rows.length && rows[to]?.kind === 'same') to += 1;
    const head = from === 0 ? 0 : CONTEXT;
    const tail = to === rows.length ? 0 : CONTEXT;
    if (to - from > head + tail + 1) {
      folded.push(...rows.slice(from, from + head));
      folded.push({ kind: 'gap', rows: rows.slice(from + head, to - tail) });
      folded.push(...rows.slice(to - tail, to));
    } else folded.push(...rows.slice(from, to));
    const next = rows[to];
    if (next) folded.push(next);
    from = to + 1;
  }
  return folded;
}

/** How many lines a difference adds and cuts. */
export function countChanges(rows: readonly (LineRow | GapRow)[]): { added: number; cut: number } {
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
  return { added: count('add'), cut: count('cut') };
}

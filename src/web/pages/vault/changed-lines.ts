import { diffLines } from 'diff';

/** Lines that differ from one text to another: added, cut, and how many places in all. */
export interface ChangedLines {
  added: number;
  cut: number;
  /** A line that was rewritten counts once. */
  changed: number;
}

/** Beyond this many different lines the count is given up: it is no use and takes long. */
const MOST_EDITS = 500;

const lineCount = (text: string) => (text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);

/** Counts the lines that differ; a missing line end at the end of a text is no difference. */
export function changedLines(before: string, after: string): ChangedLines {
  const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  const parts = diffLines(ended(before), ended(after), { maxEditLength: MOST_EDITS });
  if (!parts) {
    const added = lineCount(after);
    const cut = lineCount(before);
    return { added, cut, changed: Math.max(added, cut) };
  }
  const total: ChangedLines = { added: 0, cut: 0, changed: 0 };
  let here = { added: 0, cut: 0 };
  for (const { added, removed, count } of [...parts, { added: false, removed: false, count: 0 }]) {
    if (added) here.added += count;
    else if (removed) here.cut += count;
    else {
      total.added += here.added;
      total.cut += here.cut;
      total.changed += Math.max(here.added, here.cut);
      here = { added: 0, cut: 0 };
    }
  }
  return total;
}

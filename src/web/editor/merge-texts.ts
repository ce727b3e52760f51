import { diff3Merge } from 'node-diff3';

/** What stands in a merge: lines both sides agree on, or a place where they do not. */
export type MergePart =
  | { kind: 'agreed'; lines: readonly string[] }
  | { kind: 'conflict'; base: readonly string[]; theirs: readonly string[]; mine: readonly string[] };

/** Whose lines a conflict is decided for; `both` puts theirs first. */
export type Decision = 'theirs' | 'mine' | 'both';

/** Merges two changes of one text line by line. What both changed alike, or only one changed, is agreed. */
export function mergeTexts(base: string, theirs: string, mine: string): MergePart[] {
  const regions = diff3Merge(theirs.split('\n'), base.split('\n'), mine.split('\n'), {
    excludeFalseConflicts: true,
  }) as { ok?: string[]; conflict?: { a: string[]; o: string[]; b: string[] } }[];
  return regions.map(({ ok, conflict }) =>
    conflict
      ? { kind: 'conflict', base: conflict.o, theirs: conflict.a, mine: conflict.b }
      : { kind: 'agreed', lines: ok ?? [] },
  );
}

/** The merged text; a conflict nobody has decided yet keeps the lines it had before both changes. */
export function mergedText(
  parts: readonly MergePart[],
  decisions: readonly (Decision | undefined)[],
): string {
  let conflict = -1;
  return parts
    .flatMap((part) => {
      if (part.kind === 'agreed') return part.lines;
      conflict += 1;
      return decidedLines(part, decisions[conflict]);
    })
    .join('\n');
}

function decidedLines(
  part: MergePart & { kind: 'conflict' },
  decision: Decision | undefined,
): readonly string[] {
  switch (decision) {
    case undefined:
      return part.base;
    case 'both':
      return [...part.theirs, ...part.mine];
    default:
      return part[decision];
  }
}

/** The conflicts of a merge, each with the line of the merged text where it stands, counted from 1. */
export function conflictsOf(
  parts: readonly MergePart[],
  decisions: readonly (Decision | undefined)[],
): (MergePart & { kind: 'conflict'; line: number })[] {
  const found: (MergePart & { kind: 'conflict'; line: number })[] = [];
  let line = 1;
  for (const part of parts) {
    if (part.kind === 'agreed') line += part.lines.length;
    else {
      const lines = decidedLines(part, decisions[found.length]);
      found.push({ ...part, line });
      line += lines.length;
    }
  }
  return found;
}

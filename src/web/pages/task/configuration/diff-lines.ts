export type DiffKind = 'head' | 'hunk' | 'add' | 'cut' | 'same';

export interface DiffLine {
  kind: DiffKind;
  text: string;
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** The lines of a unified diff, each with what it says. A line below a hunk's head is content, whatever it looks like. */
export function diffLines(diff: string): DiffLine[] {
  const texts = diff.split(/\r\n|\n/);
  if (texts.at(-1) === '') texts.pop();
  let cut = 0;
  let add = 0;
  return texts.map((text): DiffLine => {
    const hunk = HUNK.exec(text);
    if (hunk && cut === 0 && add === 0) {
      cut = Number(hunk[1] ?? 1);
      add = Number(hunk[2] ?? 1);
      return { kind: 'hunk', text };
    }
    if (text.startsWith('\\')) return { kind: 'same', text };
    if (cut === 0 && add === 0) return { kind: 'head', text };
    const kind = text.startsWith('+') ? 'add' : text.startsWith('-') ? 'cut' : 'same';
    if (kind !== 'add') cut = Math.max(0, cut - 1);
    if (kind !== 'cut') add = Math.max(0, add - 1);
    return { kind, text };
  });
}

/** Whether a text is a unified diff rather than a script. */
export const isDiff = (text: string) => /^@@ -\d+(,\d+)? \+\d+(,\d+)? @@/m.test(text);

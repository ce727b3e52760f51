import type { HoconError } from '../hocon/errors.ts';

/** Replaces a stretch of the text. */
export type Edit = { from: number; to: number; text: string };

/** A change that cures a finding, offered as one click. Its edits count in the text that was checked. */
export type Fix = { title: string; edits: Edit[] };

/** `error`: clients refuse the text or misread it badly; `warning`: probably not what was meant; `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** Something to say about a place in a text. Offsets in UTF-16 units, line and column counted from 1. */
export type Finding = {
  code: string;
  severity: Severity;
  /** What is so, one sentence. */
  message: string;
  /** What to do about it, one sentence. */
  hint: string;
  from: number;
  to: number;
  line: number;
  column: number;
  fix?: Fix;
};

/** Finds the line and column of offsets in one text. */
export class Places {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** Line and column of an offset, both counted from 1. */
  of(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}

/** The engine's error as a finding. */
export function findingOf(error: HoconError): Finding {
  const { code, message, hint, from, to, line, column } = error;
  return { code, severity: 'error', message, hint, from, to, line, column };
}

import type { Edit, Finding } from '../../clearml-conf/finding.ts';
import { type Examined, examine } from '../../clearml-conf/lint.ts';
import { type ClientReading, readAsClient } from '../../clearml-conf/read-as-client.ts';
import type { Format, Meant } from '../../clearml-conf/read-format.ts';
import { type ReadingMark, writeReading } from './reading-json.ts';
import { type ReadingNote, readingNotes } from './reading-notes.ts';

/** What clients hold after reading a text, as JSON with remarks. */
export type ShownReading = { json: string; marks: ReadingMark[]; notes: ReadingNote[] };

/** What clients read: a value; or nothing, and then what they would read after the offered fixes, if that helps. */
export type Reading =
  | ({ ok: true } & ShownReading)
  | { ok: false; message: string; line: number | undefined; fixed: ShownReading | undefined };

/** Everything the editor and the pane beside it show about a text. Plain data, so that it can cross to the page. */
export type Check = { findings: Finding[]; reading: Reading };

/** Checks a text and reads it as clients would. Never throws for a text; takes some 50 ms for 2,000 lines. */
export function checkText(text: string, format: Format): Check {
  const examined = examine(text, format);
  return { findings: examined.findings, reading: readingOf(text, format, examined) };
}

function readingOf(text: string, format: Format, examined: Examined): Reading {
  const { findings, meant, written } = examined;
  const error = format === 'hocon' || written?.text !== undefined ? undefined : firstError(examined);
  const read = error ? undefined : readAnywhere(text, format, examined);
  if (read?.ok) return { ok: true, ...shown(read, format, meant) };
  const fixed = fixedReading(text, format, findings);
  if (!read) return { ok: false, message: error?.message ?? '', line: error?.line, fixed };
  const isInText = format === 'hocon' && read.at !== undefined;
  const line = isInText ? text.slice(0, read.at).split('\n').length : undefined;
  return { ok: false, message: read.message, line, fixed };
}

const firstError = ({ meant, written }: Examined) => (written ?? meant).errors[0];

/** Variables of the client's machine stand for themselves, since nobody here knows them. */
function readAnywhere(text: string, format: Format, { reading, written }: Examined): ClientReading {
  if (format !== 'hocon') return readAsClient(written?.text ?? '');
  return reading && !text.includes('${') ? reading : readAsClient(text, { env: (name) => `\${${name}}` });
}

function shown(read: ClientReading & { ok: true }, format: Format, meant: Meant): ShownReading {
  const written = writeReading(read.value, format === 'hocon' ? meant.value : undefined);
  return { json: written.json, marks: written.marks, notes: readingNotes(read.value, written) };
}

function fixedReading(text: string, format: Format, findings: readonly Finding[]): ShownReading | undefined {
  const fixed = applyFixes(text, findings);
  if (fixed === text) return undefined;
  const examined = examine(fixed, format);
  const read =
    format !== 'hocon' && examined.written?.text === undefined
      ? undefined
      : readAnywhere(fixed, format, examined);
  return read?.ok ? shown(read, format, examined.meant) : undefined;
}

/** The text with the fixes of all errors made; of fixes that overlap, the first. */
export function applyFixes(text: string, findings: readonly Finding[]): string {
  const edits: Edit[] = [];
  for (const { severity, fix } of findings) {
    const isFree = fix?.edits.every((edit) =>
      edits.every(({ from, to }) => edit.to <= from || edit.from >= to),
    );
    if (severity === 'error' && fix && isFree) edits.push(...fix.edits);
  }
  return edits
    .sort((one, other) => other.from - one.from)
    .reduce((done, { from, to, text: put }) => done.slice(0, from) + put + done.slice(to), text);
}

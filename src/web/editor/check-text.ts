import { toClientHocon } from '../../clearml-conf/convert.ts';
import type { Edit, Finding } from '../../clearml-conf/finding.ts';
import { lint } from '../../clearml-conf/lint.ts';
import { type ClientReading, readAsClient } from '../../clearml-conf/read-as-client.ts';
import { type Format, readFormat } from '../../clearml-conf/read-format.ts';
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
  const findings = lint(text, format);
  return { findings, reading: readingOf(text, format, findings) };
}

function readingOf(text: string, format: Format, findings: readonly Finding[]): Reading {
  const client = clientText(text, format);
  if (client.error) {
    return {
      ok: false,
      message: client.error.message,
      line: client.error.line,
      fixed: fixedReading(text, format, findings),
    };
  }
  const read = readAnywhere(client.text);
  if (read.ok) return { ok: true, ...shown(read, text, format) };
  const line = read.at === undefined ? undefined : text.slice(0, read.at).split('\n').length;
  return {
    ok: false,
    message: read.message,
    line: format === 'hocon' ? line : undefined,
    fixed: fixedReading(text, format, findings),
  };
}

/** The HOCON that clients receive: the text itself, or JSON and YAML written anew. */
function clientText(text: string, format: Format): { text: string; error?: Finding | undefined } {
  if (format === 'hocon') return { text };
  const written = toClientHocon(text, format);
  return { text: written.text ?? '', error: written.text === undefined ? written.errors[0] : undefined };
}

/** Variables of the client's machine stand for themselves, since nobody here knows them. */
const readAnywhere = (text: string): ClientReading => readAsClient(text, { env: (name) => `\${${name}}` });

function shown(read: ClientReading & { ok: true }, text: string, format: Format): ShownReading {
  const meant = format === 'hocon' ? readFormat(text, format).value : undefined;
  const written = writeReading(read.value, meant);
  return { json: written.json, marks: written.marks, notes: readingNotes(read.value, written) };
}

function fixedReading(text: string, format: Format, findings: readonly Finding[]): ShownReading | undefined {
  const fixed = applyFixes(text, findings);
  if (fixed === text) return undefined;
  const client = clientText(fixed, format);
  const read = client.error ? undefined : readAnywhere(client.text);
  return read?.ok ? shown(read, fixed, format) : undefined;
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

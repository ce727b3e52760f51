import { type ClientValue, PythonObject } from '../client/client-value.ts';
import { type ClientReading, readAsClient } from '../read-as-client.ts';
import { meantEnd, quoteFix, type Report } from './codes.ts';

const SPECIAL = '@$+?!*&^`\\';
/** After a sign that stops clients the check goes on as if it were a letter, this many times at most. */
const MOST_REPAIRS = 20;
const LARGE_TEXT = 200_000;

/** Findings that come from reading the text as a client would. Returns that reading. */
export function lintClient(text: string, report: Report): ClientReading {
  const first = readAsClient(text);
  // Where only a variable is missing, the rest is checked as if every variable were set.
  let reading = !first.ok && first.code === 'substitution' ? readAsClient(text, { env: () => 'x' }) : first;
  if (!first.ok && first.code === 'substitution') reportRefusal(text, first, report);
  let repaired = text;
  for (let repairs = 0; !reading.ok; repairs += 1) {
    const { at } = reading;
    const char = at === undefined ? undefined : repaired[at];
    if (reading.code === 'syntax' && at !== undefined && char && SPECIAL.includes(char)) {
      reportSpecial(text, at, report);
      if (repairs >= MOST_REPAIRS || text.length > LARGE_TEXT) break;
      repaired = `${repaired.slice(0, at)}x${repaired.slice(at + 1)}`;
      reading = readAsClient(repaired);
      continue;
    }
    reportRefusal(text, reading, report);
    break;
  }
  const values = reading.ok ? [reading.value] : [];
  // An optional variable that is set makes another value than one that is not.
  const withVariables = first.ok && text.includes('${?') ? readAsClient(text, { env: () => 'x' }) : undefined;
  if (withVariables?.ok) values.push(withVariables.value);
  lintObjects(values, text, report);
  return first;
}

function reportSpecial(text: string, at: number, report: Report): void {
  const char = text[at] ?? '';
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const start = /^[^=:]*[=:]\s*/.exec(line)?.[0].length;
  const from = at - line.length + (start ?? line.length);
  const stretch = { from, to: Math.max(meantEnd(text, from), at + 1) };
  const written = text.slice(stretch.from, stretch.to);
  const canQuote = start !== undefined && !written.includes('"') && !written.includes('${');
  const message = `Clients fail on ${char} without quotes and drop the whole text.`;
  report.add(
    'unquoted-special',
    { from: at, to: at + 1 },
    message,
    'Put the value in quotes.',
    canQuote ? quoteFix(text, stretch) : undefined,
  );
}

function reportRefusal(text: string, reading: ClientReading & { ok: false }, report: Report): void {
  // Without a machine at hand every variable is unset; the check names each of them by itself.
  if (
    reading.code === 'substitution' &&
    (report.has('variable-required') || report.has('reference-elsewhere'))
  )
    return;
  if (reading.code === 'too-deep' && report.has('too-deep')) return;
  const from = Math.min(reading.at ?? 0, text.length);
  const message = `Clients fail here and drop the whole text: ${reading.message}`;
  report.add('client-refuses', { from, to: Math.min(from + 1, text.length) }, message, 'Correct this place.');
}

/** Python objects in the outcome: a span of time from the end of the text, or leftovers of the reader. */
function lintObjects(values: readonly ClientValue[], text: string, report: Report): void {
  const found = { time: false, other: false };
  for (const value of values) look(value, found);
  if (found.time) {
    const at = text.search(/\d+\s*[a-z]+\n?$/);
    const stretch = { from: Math.max(at, 0), to: text.trimEnd().length };
    const message = 'Clients turn an unquoted duration at the end of the text into an object.';
    report.add('duration-at-end', stretch, message, 'Put it in quotes.', quoteFix(text, stretch));
  }
  if (found.other && !report.has('object-text')) {
    const message = 'Clients end up with a Python object, or its text, in place of a value.';
    report.add(
      'object-text',
      { from: 0, to: Math.min(1, text.length) },
      message,
      'Look for null or include beside other text.',
    );
  }
}

function look(value: ClientValue, found: { time: boolean; other: boolean }): void {
  if (value instanceof PythonObject) {
    if (value.type === 'relativedelta' || value.type === 'timedelta') found.time = true;
    else found.other = true;
  } else if (typeof value === 'string') {
    if (value.includes(' object at 0x0>')) found.other = true;
    if (value.includes('relativedelta(')) found.time = true;
  } else if (Array.isArray(value)) for (const element of value) look(element, found);
  else if (value instanceof Map) for (const element of value.values()) look(element, found);
}

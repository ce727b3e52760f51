import { parseDocument } from 'yaml';
import { toJson } from '../hocon/emit.ts';
import { format as formatHocon } from '../hocon/format.ts';
import { parse } from '../hocon/parse.ts';
import { type IncludeAnswer, resolve } from '../hocon/resolve.ts';
import { parseDuration, parsePeriod, parseSize } from '../hocon/units.ts';
import type { ResolvedValue } from '../hocon/values.ts';
import { emitForClient } from './emit-for-client.ts';
import { type Finding, findingOf, Places } from './finding.ts';
import { clientJson, type LayeredKey, type LayerText, layers } from './layers.ts';
import { lint } from './lint.ts';
import { readAsClient } from './read-as-client.ts';
import { type Format, readFormat } from './read-format.ts';

/** What a command prints, and whether it was done or refused. */
export type Outcome = { done: boolean; output: string };

/** The machine a text is read for: only the variables named, only the files of one folder. */
export type Machine = { env?: Readonly<Record<string, string>>; file?: (name: string) => string | undefined };

export type ReadOptions = Machine & { format: Format; as: 'spec' | 'client'; units?: boolean };

const DAY_MS = 86_400_000;

const refused = (errors: readonly Finding[]): Outcome => ({
  done: false,
  output: `${JSON.stringify({ errors: errors.map(({ code, message, line, column, hint }) => ({ code, message, line, column, hint })) }, null, 2)}\n`,
});

const done = (output: string): Outcome => ({
  done: true,
  output: output.endsWith('\n') ? output : `${output}\n`,
});

/** `conf read`: the value of a text as one JSON document, by the specification or as clients read it. */
export function readCommand(text: string, options: ReadOptions): Outcome {
  return options.as === 'client' ? readForClient(text, options) : readBySpecification(text, options);
}

function readBySpecification(text: string, options: ReadOptions): Outcome {
  const { value, errors } =
    options.format === 'hocon' ? resolveHocon(text, options) : readFormat(text, options.format);
  if (!value || errors.length > 0) return refused(errors);
  return done(toJson(options.units ? withNumbers(value) : value, 2));
}

function resolveHocon(text: string, { env, file }: Machine): { value?: ResolvedValue; errors: Finding[] } {
  const { tree, errors } = parse(text);
  if (errors.length > 0) return { errors: errors.map(findingOf) };
  const resolved = resolve(tree, {
    env: (name) => env?.[name],
    include: ({ kind, name }): IncludeAnswer => {
      if (!file || (kind !== 'any' && kind !== 'file')) return 'refused';
      const found = file(name);
      return found === undefined ? 'missing' : [{ document: name, text: found }];
    },
  });
  const found = resolved.errors.map(findingOf);
  return resolved.value ? { value: resolved.value, errors: found } : { errors: found };
}

function readForClient(text: string, options: ReadOptions): Outcome {
  let stored = text;
  if (options.format !== 'hocon') {
    const meant = readFormat(text, options.format);
    const written = meant.value ? emitForClient(meant.value) : { errors: meant.errors };
    if (written.text === undefined) return refused(written.errors);
    stored = written.text;
  }
  const reading = readAsClient(stored, {
    env: (name) => options.env?.[name],
    read: (kind, name) => (kind === 'file' ? options.file?.(name) : undefined),
  });
  if (reading.ok) return done(clientJson(reading.value));
  const from = reading.at ?? 0;
  const hint = 'Run `atrium conf check` for what to change.';
  const finding: Finding = {
    code: reading.code,
    severity: 'error',
    message: reading.message,
    hint,
    from,
    to: from,
    ...new Places(stored).of(from),
  };
  return refused([finding]);
}

/** Texts such as `10s`, `2w` or `512K` as numbers: milliseconds or bytes. Months and years have no fixed length. */
function withNumbers(value: ResolvedValue): ResolvedValue {
  if (value.kind === 'array') return { ...value, elements: value.elements.map(withNumbers) };
  if (value.kind === 'object') {
    return { ...value, fields: new Map([...value.fields].map(([key, field]) => [key, withNumbers(field)])) };
  }
  if (value.kind !== 'string' || !/^\s*[\d.]+\s*[A-Za-z]+\s*$/.test(value.value)) return value;
  const number = parseDuration(value.value) ?? periodMs(value.value) ?? parseSize(value.value);
  if (number === undefined) return value;
  const { origin, overrode } = value;
  return { kind: 'number', value: Number(number), raw: String(number), origin, overrode };
}

function periodMs(text: string): number | undefined {
  const period = parsePeriod(text);
  return period && period.years === 0 && period.months === 0 ? period.days * DAY_MS : undefined;
}

/** `conf check`: the findings about a text; refused when one of them is an error. */
export function checkCommand(text: string, format: Format): Outcome {
  const findings = lint(text, format);
  const output = `${JSON.stringify({ findings }, null, 2)}\n`;
  return { done: !findings.some((finding) => finding.severity === 'error'), output };
}

/** `conf format`: the text in its format's usual layout, comments kept. */
export function formatCommand(text: string, format: Format): Outcome {
  const meant = readFormat(text, format);
  if (!meant.value) return refused(meant.errors);
  if (format === 'json') return done(toJson(meant.value, 2));
  if (format === 'yaml') return done(parseDocument(text).toString());
  const formatted = formatHocon(text);
  return formatted.errors.length > 0 ? refused(formatted.errors.map(findingOf)) : done(formatted.text);
}

export type WhyOptions = { client: 'sdk' | 'agent'; env: Readonly<Record<string, string>>; key?: string };

/** `conf why`: for each key the final value, the layer and line that set it, and what it hid. */
export function whyCommand(texts: readonly LayerText[], { client, env, key }: WhyOptions): Outcome {
  const { keys, dropped } = layers(texts, { client, environment: env, withoutDefaults: key === undefined });
  const chosen =
    key === undefined ? keys : keys.filter((entry) => entry.key === key || entry.key.startsWith(`${key}.`));
  const lines = chosen.map(keyJson);
  const output = `{\n  "keys": [${lines.length > 0 ? `\n    ${lines.join(',\n    ')}\n  ` : ''}],\n  "dropped": ${JSON.stringify(dropped)}\n}\n`;
  return { done: dropped.length === 0 && (key === undefined || chosen.length > 0), output };
}

function keyJson({ key, hid, ...setting }: LayeredKey): string {
  const place = ({ value, layer, document, line }: Omit<LayeredKey, 'key' | 'hid'>) =>
    `"value":${clientJson(value, 0)},"layer":${JSON.stringify(layer)},"document":${JSON.stringify(document)}${line === undefined ? '' : `,"line":${line}`}`;
  const hidden = hid.map((entry) => `{${place(entry)}}`).join(',');
  return `{"key":${JSON.stringify(key)},${place(setting)},"hid":[${hidden}]}`;
}

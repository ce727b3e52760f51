import type { ResolvedValue } from '../hocon/values.ts';
import { type ClientValue, PythonObject } from './client/client-value.ts';
import { emitForClient } from './emit-for-client.ts';
import { ENVIRONMENT_VARIABLES } from './environment-variables.ts';
import { type Finding, Places } from './finding.ts';
import { KNOWN_KEYS } from './known-keys.ts';
import { KEYS_THE_AGENT_KEEPS } from './lint/lint-values.ts';
import { readAsClient } from './read-as-client.ts';
import { type Format, readFormat } from './read-format.ts';

/** Where a value can come from, the weakest first. */
export type LayerKind = 'defaults' | 'clearml.conf' | 'workspace vault' | 'personal vault' | 'environment';

/** One text of configuration. Vaults are given in the order clients receive them; a later one wins. */
export type LayerText = { kind: LayerKind; document: string; text: string; format: Format };

/** A place a value was set at. `line` is absent for defaults and environment variables. */
export type Setting = { layer: LayerKind; document: string; line: number | undefined; value: ClientValue };

/** A key's final value, who set it, and what that hid, the most recent first. */
export type LayeredKey = Setting & { key: string; hid: Setting[] };

export type Layered = {
  keys: LayeredKey[];
  /** Texts a client drops whole, and why. */
  dropped: { document: string; findings: Finding[] }[];
};

export type LayerOptions = {
  client?: 'sdk' | 'agent';
  /** The client machine's environment variables. */
  environment?: Readonly<Record<string, string>>;
  /** Leave out keys that only the built-in defaults set. What other layers hide of them is told all the same. */
  withoutDefaults?: boolean;
};

type Section = { kind: 'section'; children: Map<string, Part> };
type Leaf = { kind: 'leaf'; setting: Setting; hid: Setting[] };
type Part = Section | Leaf;

const ORDER: readonly LayerKind[] = [
  'defaults',
  'clearml.conf',
  'workspace vault',
  'personal vault',
  'environment',
];

/**
 * Lays configuration over each other as clients do: built-in defaults, clearml.conf, workspace vaults, the personal
 * vault, environment variables. Objects merge, everything else replaces. A text the client cannot read is dropped.
 */
export function layers(texts: readonly LayerText[], options: LayerOptions = {}): Layered {
  const { client = 'sdk', environment = {}, withoutDefaults = false } = options;
  const root: Section = { kind: 'section', children: new Map() };
  const dropped: Layered['dropped'] = [];
  layDefaults(root);
  const ordered = texts.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  for (const text of ordered) {
    const findings = layText(root, text, client, environment);
    if (findings.length > 0) dropped.push({ document: text.document, findings });
  }
  layEnvironment(root, client, environment);
  const keys = [...flatten(root, '')];
  return { keys: withoutDefaults ? keys.filter(({ layer }) => layer !== 'defaults') : keys, dropped };
}

function layDefaults(root: Section): void {
  for (const { path, default: value } of KNOWN_KEYS) {
    if (value === undefined || /[[*]/.test(path)) continue;
    const setting: Setting = { layer: 'defaults', document: '', line: undefined, value: fromJson(value) };
    put(root, path.split('.'), setting);
  }
}

const fromJson = (value: unknown): ClientValue => {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value as ClientValue;
  return new Map(Object.entries(value).map(([key, part]) => [key, fromJson(part)]));
};

/** Lays one text; returns why a client drops it, or nothing. */
function layText(
  root: Section,
  layer: LayerText,
  client: string,
  environment: Readonly<Record<string, string>>,
): Finding[] {
  const { text, format, kind, document } = layer;
  const meant = readFormat(text, format, document);
  const stored = format === 'hocon' ? { text, errors: [] } : forClient(meant.value, meant.errors);
  if (stored.text === undefined) return stored.errors;
  const reading = readAsClient(stored.text, { env: (name) => environment[name] });
  if (!reading.ok) return [refusal(text, format, reading.message, reading.at)];
  if (!(reading.value instanceof Map)) return [refusal(text, format, 'Only an object counts.', 0)];
  const lay = (
    value: ClientValue,
    origin: ResolvedValue | undefined,
    path: readonly string[],
    line: number | undefined,
  ) => {
    const here = origin?.origin.line ?? line;
    if (value instanceof Map && value.size > 0) {
      const fields = origin?.kind === 'object' ? origin.fields : undefined;
      for (const [key, part] of value) lay(part, fields?.get(key), [...path, key], here);
    } else if (!keptByAgent(client, kind, path))
      put(root, path, { layer: kind, document, line: here, value });
  };
  lay(reading.value, meant.value, [], undefined);
  return [];
}

const forClient = (value: ResolvedValue | undefined, errors: Finding[]) =>
  value ? emitForClient(value) : { text: undefined, errors };

function refusal(text: string, format: Format, message: string, at: number | undefined): Finding {
  const from = format === 'hocon' ? Math.min(at ?? 0, text.length) : 0;
  const hint = 'Correct it; until then clients ignore the whole text.';
  return {
    code: 'client-refuses',
    severity: 'error',
    message,
    hint,
    from,
    to: from,
    ...new Places(text).of(from),
  };
}

/** Agents put six of their own keys back after reading vaults. */
const keptByAgent = (client: string, kind: LayerKind, path: readonly string[]): boolean =>
  client === 'agent' &&
  kind.endsWith('vault') &&
  path[0] === 'agent' &&
  KEYS_THE_AGENT_KEEPS.some((key) => key === path[1]);

function layEnvironment(
  root: Section,
  client: 'sdk' | 'agent',
  environment: Readonly<Record<string, string>>,
): void {
  for (const { names, key, rule, clients } of ENVIRONMENT_VARIABLES) {
    const name = names.find(
      (candidate) => environment[candidate] !== undefined && environment[candidate] !== '',
    );
    if (!name || key === '' || !clients.includes(client)) continue;
    const path = key.split('.');
    if (rule === 'fills' && isSet(root, path)) continue;
    put(root, path, {
      layer: 'environment',
      document: name,
      line: undefined,
      value: environment[name] ?? '',
    });
  }
}

/** True when a layer gives the key a value that clients do not take for none. */
function isSet(root: Section, path: readonly string[]): boolean {
  let part: Part | undefined = root;
  for (const step of path) part = part?.kind === 'section' ? part.children.get(step) : undefined;
  if (part?.kind !== 'leaf') return part !== undefined;
  return part.setting.value !== '' && part.setting.value !== null;
}

function put(root: Section, path: readonly string[], setting: Setting): void {
  let section = root;
  let hid: Setting[] = [];
  for (const step of path.slice(0, -1)) {
    const there = section.children.get(step);
    if (there?.kind === 'section') {
      section = there;
      continue;
    }
    // An object replaces what was no object; its first key remembers that.
    if (there) hid = [there.setting, ...there.hid];
    const made: Section = { kind: 'section', children: new Map() };
    section.children.set(step, made);
    section = made;
  }
  const last = path.at(-1);
  if (last === undefined) return;
  const there = section.children.get(last);
  // An empty object merges into a section and changes nothing.
  if (there?.kind === 'section' && setting.value instanceof Map) return;
  const before = there ? settingsIn(there) : hid;
  section.children.set(last, { kind: 'leaf', setting, hid: before });
}

const settingsIn = (part: Part): Setting[] =>
  part.kind === 'leaf' ? [part.setting, ...part.hid] : [...part.children.values()].flatMap(settingsIn);

function* flatten(section: Section, prefix: string): Generator<LayeredKey> {
  for (const [step, part] of section.children) {
    const key = prefix + (/^[\w\-/ ]+$/.test(step) ? step : JSON.stringify(step));
    if (part.kind === 'section') yield* flatten(part, `${key}.`);
    else yield { key, ...part.setting, hid: part.hid };
  }
}

/** A client's value as JSON text: whole numbers in full, Python objects as their text. */
export function clientJson(value: ClientValue, indent = 2, depth = 0): string {
  const gap = indent > 0 ? `\n${' '.repeat(indent * (depth + 1))}` : '';
  const end = indent > 0 ? `\n${' '.repeat(indent * depth)}` : '';
  const join = (open: string, parts: string[], close: string) =>
    parts.length === 0 ? open + close : open + gap + parts.join(`,${gap}`) + end + close;
  if (Array.isArray(value))
    return join(
      '[',
      value.map((part) => clientJson(part, indent, depth + 1)),
      ']',
    );
  if (value instanceof Map) {
    const colon = indent > 0 ? ': ' : ':';
    const parts = [...value].map(
      ([key, part]) => JSON.stringify(key) + colon + clientJson(part, indent, depth + 1),
    );
    return join('{', parts, '}');
  }
  if (value instanceof PythonObject) return JSON.stringify(value.text);
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

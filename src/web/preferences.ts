type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Renames every key of a value, however deep. */
function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), mapKeys(item, rename)]));
}

/** The wire refuses "." inside keys; ClearML's web app writes it as "--DOT--", and so do we. */
export const encodeKeys = (value: unknown) => mapKeys(value, (key) => key.replaceAll('.', '--DOT--'));
export const decodeKeys = (value: unknown) => mapKeys(value, (key) => key.replaceAll('--DOT--', '.'));

/** The preference at a dotted path such as "views.theme"; undefined when nobody set it. */
export function preferenceAt(preferences: Tree, path: string): unknown {
  let node: unknown = preferences;
  for (const segment of path.split('.')) node = isTree(node) ? node[segment] : undefined;
  return decodeKeys(node);
}

/** A copy of the preferences with the node at a dotted path replaced, as the server will do it. */
export function withPreference(preferences: Tree, path: string, value: unknown): Tree {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...preferences, [first]: value };
  const inner = preferences[first];
  return { ...preferences, [first]: withPreference(isTree(inner) ? inner : {}, rest.join('.'), value) };
}

/** ClearML's name for the tip of the day in its list of pop-ups never to show. */
const TIP = 'tip-of-the-day';

const textList = (stored: unknown): string[] =>
  Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : [];

export const neverShowsTips = (stored: unknown) => textList(stored).includes(TIP);

/** The list of pop-ups never to show, with or without the tip of the day. */
export function withTips(stored: unknown, never: boolean): string[] {
  const others = textList(stored).filter((name) => name !== TIP);
  return never ? [...others, TIP] : others;
}

/** Container arguments hidden when nobody has chosen others: ClearML's own four. */
const REDACTED = [
  'CLEARML_API_SECRET_KEY',
  'CLEARML_AGENT_GIT_PASS',
  'AWS_SECRET_ACCESS_KEY',
  'AZURE_STORAGE_KEY',
];

/** Names of the hidden container arguments from their stored form, `[{ key }]`. */
export function redactedNames(stored: unknown): string[] {
  if (!Array.isArray(stored)) return REDACTED;
  return stored.flatMap((item) => (isTree(item) && typeof item.key === 'string' ? [item.key] : []));
}

/** The stored form of the names a person typed, one a line: trimmed, without empty and double ones. */
export function redactedFrom(text: string): { key: string }[] {
  const names = text.split(/[\n,]/).map((name) => name.trim());
  return [...new Set(names.filter(Boolean))].map((key) => ({ key }));
}

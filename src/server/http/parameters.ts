type Json = Record<string, unknown>;

const NUMBER = /^\d+(\.\d*)?$|^\.\d+$/;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 20;

/** ClearML's reading of one query or form value: digits become numbers, true and false booleans. */
function convert(text: string): unknown {
  if (text.length <= 15 && NUMBER.test(text)) return Number(text);
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  return text;
}

/** Far more than any client sends; each costs much more than its few bytes. */
const MAX_PARAMETERS = 1_000;

/** The parameters cannot be taken; the message is the rule they break. */
export class ParameterError extends Error {}

/**
 * Query or form parameters as an object: a repeated name or `name[]` is a list, `a.b=1` nests
 * (account-api.md 1.1).
 * @throws ParameterError
 */
export function parametersToObject(parameters: URLSearchParams): Json {
  const result: Json = {};
  for (const [name, values] of grouped(parameters)) {
    const listed = name.endsWith('[]');
    const path = (listed ? name.slice(0, -2) : name).split('.');
    if (path.length > MAX_DEPTH || path.some((part) => FORBIDDEN.has(part))) continue;
    place(result, path, listed || values.length > 1 ? values : values[0]);
  }
  return result;
}

/** Values by name in one pass: asking for each name in turn would cost time by the square of their number. */
function grouped(parameters: URLSearchParams): Map<string, unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const [name, text] of parameters) {
    if (name.includes('\0') || text.includes('\0')) throw new ParameterError('no U+0000 in text');
    if (groups.size > MAX_PARAMETERS) throw new ParameterError(`at most ${MAX_PARAMETERS} parameters`);
    const values = groups.get(name);
    if (values) values.push(convert(text));
    else groups.set(name, [convert(text)]);
  }
  return groups;
}

function place(target: Json, path: string[], value: unknown): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = target[head];
  const next: Json =
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Json) : {};
  target[head] = next;
  place(next, rest, value);
}

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

/**
 * Query or form parameters as an object: a repeated name or `name[]` is a list, `a.b=1` nests
 * (account-api.md 1.1).
 */
export function parametersToObject(parameters: URLSearchParams): Json {
  const result: Json = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name).map(convert);
    const listed = name.endsWith('[]');
    const path = (listed ? name.slice(0, -2) : name).split('.');
    if (path.length > MAX_DEPTH || path.some((part) => FORBIDDEN.has(part))) continue;
    place(result, path, listed || values.length > 1 ? values : values[0]);
  }
  return result;
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

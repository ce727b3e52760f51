const FORBIDDEN = new Set(['__proto__', 'constructor']);
const MAY_FORBID = /"(?:__proto__|constructor)"|\\u00/;
const MAY_BE_ILL_FORMED = /\\u(?:0000|[dD][89a-fA-F])/;
const BAD_TEXT = /[\0\p{Surrogate}]/u;
/** The closing quote is optional so that an unclosed string is passed over once, not tried again at each quote in it. */
const BARE_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?Infinity|NaN/g;

/** The text is not JSON. */
export class JsonTextError extends Error {}

/**
 * Parses a request's JSON. Keys that could reach a prototype are dropped. `NaN` and `±Infinity` are accepted by a
 * second parser, used only after the first one failed.
 * @throws JsonTextError
 */
export function parseJsonText(text: string): unknown {
  const reviver = MAY_FORBID.test(text) ? dropForbidden : undefined;
  try {
    return JSON.parse(text, reviver);
  } catch {
    return parseWithBareNumbers(text);
  }
}

/** True when some string of the parsed value holds U+0000 or a lone surrogate. */
export function hasIllFormedText(text: string, value: unknown): boolean {
  return MAY_BE_ILL_FORMED.test(text) && someString(value, (part) => BAD_TEXT.test(part));
}

function dropForbidden(this: unknown, key: string, value: unknown): unknown {
  return FORBIDDEN.has(key) ? undefined : value;
}

const MARK = '\u0001atrium:';
const MARKED: Record<string, number> = {
  [`${MARK}NaN`]: Number.NaN,
  [`${MARK}Infinity`]: Number.POSITIVE_INFINITY,
  [`${MARK}-Infinity`]: Number.NEGATIVE_INFINITY,
};

/** A raw U+0001 is no valid JSON, so the mark cannot be sent by a client unless escaped; those stay text. */
function parseWithBareNumbers(text: string): unknown {
  if (text.includes('\\u0001')) throw new JsonTextError('not JSON');
  const marked = text.replace(BARE_NUMBER, (part) =>
    part.startsWith('"') ? part : `"\\u0001atrium:${part}"`,
  );
  try {
    return JSON.parse(marked, function (this: unknown, key: string, value: unknown) {
      if (FORBIDDEN.has(key)) return undefined;
      return typeof value === 'string' && Object.hasOwn(MARKED, value) ? MARKED[value] : value;
    });
  } catch (cause) {
    throw new JsonTextError('not JSON', { cause });
  }
}

function someString(value: unknown, test: (part: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => test(key) || someString(inner, test));
}

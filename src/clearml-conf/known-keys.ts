import { AGENT_KEYS } from './agent-keys.ts';
import { API_KEYS } from './api-keys.ts';
import { OTHER_KEYS } from './other-keys.ts';
import { SDK_KEYS } from './sdk-keys.ts';

/** What a setting takes. `secret` is text that must not be shown; `size` is bytes, also written like `10GB`. */
export type KeyType =
  | 'text'
  | 'secret'
  | 'path'
  | 'url'
  | 'boolean'
  | 'whole'
  | 'number'
  | 'size'
  | 'list'
  | 'object'
  | 'section';

export type JsonDefault =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

/** A setting ClearML's clients know. */
export type KnownKey = {
  /** Dotted path; `[]` behind a step stands for every element of its list, `*` for a name of one's own. */
  path: string;
  type: KeyType;
  /** Earliest of the examined releases of the SDK (`sdk`, `api`) or agent (`agent`) that has it; '' when unknown. */
  since: string;
  /** What holds when nobody sets it; undefined when nothing does. */
  default: JsonDefault | undefined;
  /** One sentence. */
  meaning: string;
};

function readTable(table: string): KnownKey[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [path = '', type = 'text', since = '', standard = '', ...meaning] = line.split(' | ');
      return {
        path,
        type: type as KeyType,
        since,
        default: standard === '' ? undefined : (JSON.parse(standard) as JsonDefault),
        meaning: meaning.join(' | '),
      };
    });
}

/** Every setting of `sdk`, `agent`, `api`, `logging`, `environment` and `files`. */
export const KNOWN_KEYS: readonly KnownKey[] = [API_KEYS, AGENT_KEYS, SDK_KEYS, OTHER_KEYS].flatMap(
  readTable,
);

const BY_PATH = new Map(KNOWN_KEYS.map((key) => [key.path, key]));

/** Sections: every path that has settings below it. */
const SECTIONS = new Set(
  KNOWN_KEYS.flatMap(({ path }) => {
    const steps = path.split('.');
    return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'));
  }),
);

/** The known setting at a path; list indices (`credentials[0]`, `credentials.0`) count as `[]`. */
export function findKnownKey(path: readonly string[]): KnownKey | undefined {
  const plain = generalPath(path);
  const exact = BY_PATH.get(plain);
  if (exact) return exact;
  const [first, , ...rest] = plain.split('.');
  return BY_PATH.get([first, '*', ...rest].join('.')) ?? BY_PATH.get(freePath(plain.split('.')));
}

const freePath = (steps: string[]) => {
  // logging.loggers.<name>.level: the name is free.
  const at = steps.indexOf('loggers');
  return at < 0 ? '' : [...steps.slice(0, at + 1), '*', ...steps.slice(at + 2)].join('.');
};

function generalPath(path: readonly string[]): string {
  return path
    .map((step) => step.replace(/\[\d*\]$/, '[]'))
    .reduce((text, step) => (/^\d+$/.test(step) ? `${text}[]` : text === '' ? step : `${text}.${step}`), '');
}

/** True for a section ClearML has settings in, such as `sdk.aws`. */
export function isKnownSection(path: readonly string[]): boolean {
  return SECTIONS.has(generalPath(path));
}

/** True below a setting whose content is the user's own (`environment`, `extra_args`, …). */
export function isFreeBelow(path: readonly string[]): boolean {
  if (['environment', 'files', 'logging'].includes(path[0] ?? '')) return true;
  return path.some((_, index) => {
    const type = index > 0 ? findKnownKey(path.slice(0, index))?.type : undefined;
    return type === 'object' || type === 'list';
  });
}

/** The settings directly below a section, for completion: the next step and what stands there. */
export function listBelow(section: readonly string[]): { step: string; key: KnownKey | undefined }[] {
  const prefix = section.length === 0 ? '' : `${generalPath(section)}.`;
  const steps = new Map<string, KnownKey | undefined>();
  for (const key of KNOWN_KEYS) {
    if (!key.path.startsWith(prefix)) continue;
    const rest = key.path.slice(prefix.length).split('.');
    const step = (rest[0] ?? '').replace('[]', '');
    if (rest.length === 1) steps.set(step, key);
    else if (!steps.has(step)) steps.set(step, undefined);
  }
  return [...steps].map(([step, key]) => ({ step, key }));
}

/** The known setting or section nearest to a misspelt path, if one is near enough to be meant. */
export function didYouMean(path: readonly string[]): string | undefined {
  const wanted = generalPath(path);
  let best: string | undefined;
  let least = Math.min(3, Math.floor(wanted.length / 4) + 1);
  for (const candidate of [...BY_PATH.keys(), ...SECTIONS]) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, candidate, least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Letters to change, add, drop or swap with a neighbour; stops counting at the bound. */
function editDistance(one: string, other: string, bound: number): number {
  let older: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let cost = Math.min(
        (before[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + same,
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (older[column - 2] ?? 0) + 1);
      now.push(cost);
    }
    if (Math.min(...now) >= bound) return bound;
    older = before;
    before = now;
  }
  return before[other.length] ?? bound;
}

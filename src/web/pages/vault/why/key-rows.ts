import {
  clientJson,
  type LayeredKey,
  type LayerOptions,
  type LayerText,
  layers,
  type Setting,
} from '../../../../clearml-conf/layers.ts';
import { shownValue } from './shown-value.ts';

/** A place that set a value, as the table shows it. */
export interface ShownSetting {
  layer: Setting['layer'];
  document: string;
  line: number | undefined;
  value: string;
}

/** What turning the vault on would do to a key. */
export type Effect =
  | { kind: 'none' }
  /** Another value. */
  | { kind: 'changes'; to: ShownSetting | undefined }
  /** The same value, set by somebody else. */
  | { kind: 'moves'; to: ShownSetting };

export interface KeyRow extends ShownSetting {
  key: string;
  hid: ShownSetting[];
  effect: Effect;
  /** False for a key that only the vault in question would set. */
  set: boolean;
}

export interface KeyRows {
  rows: KeyRow[];
  /** Texts that clients drop whole, with the line where reading stops; no word of the text itself. */
  dropped: { document: string; line: number }[];
}

/** The dotted path as steps; quoted steps lose their quotes. */
const stepsOf = (key: string) =>
  [...key.matchAll(/"(?:[^"\\]|\\.)*"|[^."]+/g)].map(([step]) =>
    step.startsWith('"') ? (JSON.parse(step) as string) : step,
  );

function effectOf(
  before: LayeredKey | undefined,
  after: LayeredKey | undefined,
  show: (key: string, setting: Setting) => ShownSetting,
): Effect {
  if (!after) return before ? { kind: 'changes', to: undefined } : { kind: 'none' };
  const to = show(after.key, after);
  if (!before || clientJson(before.value, 0) !== clientJson(after.value, 0)) return { kind: 'changes', to };
  const same = before.layer === after.layer && before.document === after.document;
  return same ? { kind: 'none' } : { kind: 'moves', to };
}

/**
 * Every key of one machine, who set it, and what it would be with the vault in question on. `now` are the texts as
 * they count at present, `then` those with it. Secrets are dots everywhere. What people set comes first.
 */
export function keyRows(
  now: readonly LayerText[],
  then: readonly LayerText[],
  options: LayerOptions,
  secretKeys: readonly string[],
): KeyRows {
  const present = layers(now, options);
  const future = layers(then, options);
  const show = (key: string, { layer, document, line, value }: Setting): ShownSetting => ({
    layer,
    document,
    line,
    value: shownValue(value, stepsOf(key), secretKeys),
  });
  const after = new Map(future.keys.map((key) => [key.key, key]));
  const before = new Set(present.keys.map(({ key }) => key));
  const rows: KeyRow[] = present.keys.map((one) => ({
    key: one.key,
    ...show(one.key, one),
    hid: one.hid.map((setting) => show(one.key, setting)),
    effect: effectOf(one, after.get(one.key), show),
    set: true,
  }));
  for (const one of future.keys.filter(({ key }) => !before.has(key))) {
    const shown = show(one.key, one);
    rows.push({ key: one.key, ...shown, hid: [], effect: { kind: 'changes', to: shown }, set: false });
  }
  const lines = new Map(
    [...future.dropped, ...present.dropped].map(({ document, findings }) => [
      document,
      findings[0]?.line ?? 1,
    ]),
  );
  const dropped = [...lines].map(([document, line]) => ({ document, line }));
  return { rows: rows.toSorted((one, other) => rank(one) - rank(other)), dropped };
}

function rank({ effect, layer }: KeyRow): number {
  if (effect.kind === 'changes') return 0;
  if (effect.kind === 'moves') return 1;
  return layer === 'defaults' ? 3 : 2;
}

/** The rows whose key holds every typed word, or whose value does; `onlyChanges` leaves the others out. */
export function filterRows(rows: readonly KeyRow[], typed: string, onlyChanges: boolean): KeyRow[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ key, value, effect }) => {
    if (onlyChanges && effect.kind === 'none') return false;
    const text = `${key} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

import { type KnownKey, listBelow } from '../../clearml-conf/known-keys.ts';
import type { Format } from '../../clearml-conf/read-format.ts';
import { valuesOf } from './known-values.ts';
import { placeAfter } from './outline.ts';

/** Something to put in at the cursor. In `insert`, `${}` stands for where the cursor goes then. */
export type Choice = { name: string; insert: string; key: KnownKey | undefined; isSection: boolean };

/** The choices for a place, all in place of what stands between `from` and the cursor. */
export type Choices = { from: number; choices: Choice[] };

/** Known keys of the section, or known values of the key, that may follow a text; undefined where nothing is known. */
export function choicesAfter(before: string, format: Format): Choices | undefined {
  const place = placeAfter(before, format);
  if (place.kind === 'value') return valueChoices(place.key.path, place.from, before, format);
  if (place.kind === 'element') return undefined;
  const written = before.slice(place.from);
  if (/[\n{}[\],]/.test(written) || /(^|\s)(#|\/\/)/.test(lineOf(before))) return undefined;
  const plain = written.replace(/^["']/, '');
  const dots = format === 'hocon' && !written.startsWith('"') ? plain.split('.').slice(0, -1) : [];
  const from = before.length - (format === 'hocon' ? (plain.split('.').at(-1) ?? '').length : written.length);
  const steps = listBelow([...place.section, ...dots]).filter(({ step }) => step !== '*');
  const choices = steps.map(({ step, key }) => {
    const isSection = !key || key.type === 'section' || key.type === 'object';
    return { name: step, insert: keyText(step, key, isSection, format), key, isSection };
  });
  return choices.length > 0 ? { from: written.startsWith('"') ? place.from : from, choices } : undefined;
}

const lineOf = (text: string) => text.slice(text.lastIndexOf('\n') + 1).replace(/"(?:[^"\\]|\\.)*"/g, '');

/** A key as its format writes it, up to where its value begins. */
function keyText(step: string, key: KnownKey | undefined, isSection: boolean, format: Format): string {
  const name = format === 'json' || !/^[\w-]+$/.test(step) ? `"${step}"` : step;
  if (format === 'yaml') return isSection || key?.type === 'list' ? `${name}:\n  \${}` : `${name}: \${}`;
  if (isSection) return `${name}${format === 'json' ? ': ' : ' '}{\n\t\${}\n}`;
  if (key?.type === 'list') return `${name}: [\${}]`;
  const isText =
    key &&
    ['text', 'secret', 'path', 'url'].includes(key.type) &&
    valuesOf([...key.path.split('.')]).length === 0;
  return isText ? `${name}: "\${}"` : `${name}: \${}`;
}

function valueChoices(
  path: readonly string[],
  from: number,
  before: string,
  format: Format,
): Choices | undefined {
  if (/["\n,]/.test(before.slice(from).slice(1))) return undefined;
  const choices = valuesOf(path).map((value) => {
    const isBare = format !== 'json' || value === 'true' || value === 'false';
    return { name: value, insert: isBare ? value : `"${value}"`, key: undefined, isSection: false };
  });
  const gap = /^\s*/.exec(before.slice(from))?.[0].length ?? 0;
  return choices.length > 0 ? { from: from + gap, choices } : undefined;
}

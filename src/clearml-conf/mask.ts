import { parse } from '../hocon/parse.ts';
import { renderPath } from '../hocon/path.ts';
import { Places } from './finding.ts';
import { MASK_DOTS, type MaskKind, maskForm } from './mask/form.ts';
import { hoconPlaces } from './mask/hocon-places.ts';
import type { SecretPlace } from './mask/place.ts';
import { SecretNames } from './mask/secret-names.ts';
import { yamlPlaces } from './mask/yaml-places.ts';
import { type Format, isJson } from './read-format.ts';
import { readYaml } from './read-yaml.ts';

/** One masked stretch: `from` and `to` in the masked text, `rawFrom`, `rawTo` and `line` (from 1) in the clear one. */
export type Mask = {
  /** Eight characters of [a-z0-9]; equal secrets have the same. */
  id: string;
  kind: MaskKind;
  /** Dotted path of the value, places in lists left out; '' for comments and whole texts. */
  path: string;
  from: number;
  to: number;
  rawFrom: number;
  rawTo: number;
  /** The characters that the mask stands for. */
  raw: string;
  line: number;
};

export type Masked = {
  text: string;
  /** In order of place. */
  masks: Mask[];
  /** False: the text cannot be read in its format, and is masked whole. */
  parsed: boolean;
};

export type MaskOptions = {
  /** Keys or dotted paths the writer marked beside the built-in ones. */
  secretKeys?: readonly string[];
  /** Short id for a secret: eight characters of [a-z0-9], the same for the same text. The server's is keyed. */
  idOf: (raw: string) => string;
};

/**
 * Writes a mask in place of every secret and every comment of a text, so that it may be shown. A text that cannot be
 * read is masked whole, and so is one that would look masked by itself. Never throws.
 */
export function maskText(text: string, format: Format, options: MaskOptions): Masked {
  const places = secretPlaces(text, format, new SecretNames(options.secretKeys));
  const masked = places && write(text, places, options);
  return masked ?? maskWhole(text, options);
}

function secretPlaces(text: string, format: Format, names: SecretNames): SecretPlace[] | undefined {
  if (format === 'yaml') {
    const { value } = readYaml(text);
    const isOneScalar = value?.kind === 'string' || value?.kind === 'number' || value?.kind === 'boolean';
    return value && !isOneScalar ? yamlPlaces(text, value, names) : undefined;
  }
  if (format === 'json' && !isJson(text)) return undefined;
  const { tree, errors } = parse(text, { lossless: false });
  return errors.length > 0 ? undefined : hoconPlaces(tree, names);
}

/** Undefined when the outcome could not be turned back: dots are left outside of masks, or two secrets share an id. */
function write(text: string, places: SecretPlace[], { idOf }: MaskOptions): Masked | undefined {
  const lines = new Places(text);
  const masks: Mask[] = [];
  const raws = new Map<string, string>();
  const pieces: string[] = [];
  let length = 0;
  let done = 0;
  for (const { kind, path, from: rawFrom, to: rawTo, sense } of places.sort((a, b) => a.from - b.from)) {
    if (rawFrom < done) continue;
    const raw = text.slice(rawFrom, rawTo);
    const whole = sense === undefined ? raw : `${raw}\0${sense}`;
    const id = idOf(whole);
    const clear = text.slice(done, rawFrom);
    if (clear.includes(MASK_DOTS) || (raws.get(id) ?? whole) !== whole) return undefined;
    raws.set(id, whole);
    const form = maskForm(kind, id);
    const from = length + clear.length;
    length = from + form.length;
    pieces.push(clear, form);
    const { line } = lines.of(rawFrom);
    masks.push({ id, kind, path: renderPath(path), from, to: length, rawFrom, rawTo, raw, line });
    done = rawTo;
  }
  const rest = text.slice(done);
  return rest.includes(MASK_DOTS) ? undefined : { text: pieces.join('') + rest, masks, parsed: true };
}

function maskWhole(text: string, { idOf }: MaskOptions): Masked {
  if (text === '') return { text, masks: [], parsed: false };
  const id = idOf(text);
  const form = maskForm('text', id);
  const place = { from: 0, to: form.length, rawFrom: 0, rawTo: text.length };
  return { text: form, masks: [{ id, kind: 'text', path: '', ...place, raw: text, line: 1 }], parsed: false };
}

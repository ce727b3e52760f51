import { type Finding, Places } from './finding.ts';
import { findMaskSites, type MaskSite } from './mask/form.ts';
import { type Masked, type MaskOptions, maskText } from './mask.ts';
import { type Format, readFormat } from './read-format.ts';

export type UnmaskOptions = MaskOptions & {
  /** The characters an id stands for: `raw` of the masks of the stored text. */
  rawOf: (id: string) => string | undefined;
  /** Format of the text the raw characters come from; default the format of the masked text. */
  rawFormatOf?: (id: string) => Format | undefined;
};

export type Unmasked = { ok: true; text: string } | { ok: false; finding: Finding };

type Code = 'mask-unknown' | 'mask-inside' | 'mask-format' | 'mask-moved';
type Restored = MaskSite & { raw: string; at: number };

/**
 * Puts back what masks stand for, in a masked text that may have been edited since. Refused where a mask is unknown,
 * part of something larger, or moved to a place that would show what it hides: a secret may stand only where masking
 * the outcome hides it again.
 */
export function unmaskText(masked: string, format: Format, options: UnmaskOptions): Unmasked {
  const restored: Restored[] = [];
  const pieces: string[] = [];
  let done = 0;
  let length = 0;
  for (const site of findMaskSites(masked)) {
    const raw = site.kind && site.id ? options.rawOf(site.id) : undefined;
    if (raw === undefined)
      return refuse(masked, site, site.id && !site.kind ? 'mask-inside' : 'mask-unknown');
    if (!fits(raw, site, format, options.rawFormatOf?.(site.id ?? '')))
      return refuse(masked, site, 'mask-format');
    const clear = masked.slice(done, site.from);
    restored.push({ ...site, raw, at: length + clear.length });
    pieces.push(clear, raw);
    length += clear.length + raw.length;
    done = site.to;
  }
  const text = pieces.join('') + masked.slice(done);
  if (restored.length === 0) return { ok: true, text };
  const again = maskText(text, format, options);
  const shown = restored.find((site) => !isHidden(site, again));
  if (!shown) return { ok: true, text };
  if (again.parsed) return refuse(masked, shown, 'mask-moved');
  // What cannot be read is masked whole, so a writer's own slip shows nothing; it may be kept and mended later.
  if (readFormat(masked, format).errors.length > 0) return { ok: true, text };
  return refuse(masked, brokenBy(format, text, restored) ?? shown, 'mask-moved');
}

function isHidden(site: Restored, again: Masked): boolean {
  // Masks are in order of place, as the sites are; a search by halves keeps this short in large texts.
  let low = 0;
  let high = again.masks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((again.masks[middle]?.rawFrom ?? 0) < site.at) low = middle + 1;
    else high = middle;
  }
  const mask = again.masks[low];
  return mask?.rawFrom === site.at && mask.raw === site.raw && mask.id === site.id && mask.kind === site.kind;
}

/** True for characters that mean the same in both formats: JSON's texts and numbers do so everywhere. */
function fits(raw: string, { kind }: MaskSite, format: Format, rawFormat: Format = format): boolean {
  if (format === rawFormat) return true;
  if (kind === 'comment') return format !== 'json' && raw.startsWith('#');
  if (kind === 'text') return false;
  try {
    return ['string', 'number'].includes(typeof JSON.parse(raw));
  } catch {
    return false;
  }
}

/** The mask whose secret, of several lines, makes a text unreadable where it stands now. */
function brokenBy(format: Format, text: string, restored: readonly Restored[]): Restored | undefined {
  const at = readFormat(text, format).errors[0]?.from ?? 0;
  return restored.findLast((site) => site.at <= at);
}

const SENTENCES: Record<Code, [message: string, hint: string]> = {
  'mask-unknown': [
    'This mask stands for nothing in the saved text.',
    'Write the value itself, or take the mask over whole with its eight characters.',
  ],
  'mask-inside': [
    'A mask cannot be part of something larger.',
    'Keep it alone as its value or comment, or reveal the text.',
  ],
  'mask-format': [
    'What this mask hides is written in the other format.',
    'Reveal the text before changing its format.',
  ],
  'mask-moved': [
    'A masked secret may stand only where it stays masked.',
    'Put it back to its place, or reveal the text.',
  ],
};

function refuse(masked: string, { from, to }: { from: number; to: number }, code: Code): Unmasked {
  const [message, hint] = SENTENCES[code];
  const place = { from, to, ...new Places(masked).of(from) };
  return { ok: false, finding: { code, severity: 'error', message, hint, ...place } };
}

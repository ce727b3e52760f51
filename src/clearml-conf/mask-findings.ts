import { type Edit, type Finding, type Fix, Places } from './finding.ts';
import { SecretPieces } from './mask/secret-pieces.ts';
import type { Mask, Masked } from './mask.ts';

type Stretch = { from: number; to: number };

/**
 * Findings about a clear text as they may be shown beside its masked form: places in the masked text, and not a word
 * of what is masked. A finding at a masked place keeps its code and severity only; a fix that reaches into one is
 * left out.
 */
export function maskFindings(findings: readonly Finding[], masked: Masked): Finding[] {
  const mapping = new Mapping(masked);
  const pieces = new SecretPieces(masked.masks.map(({ raw }) => raw));
  return findings.map(({ fix, ...finding }) => {
    const told = mapping.touches(finding) || pieces.occurIn(`${finding.message}\n${finding.hint}`);
    const place = mapping.stretch(finding);
    const shown: Finding = { ...finding, ...place, ...mapping.places.of(place.from) };
    if (told) {
      return {
        ...shown,
        message: 'Clients would misread this masked value.',
        hint: 'Reveal it to correct it.',
      };
    }
    const cure = fix && mapping.fix(fix);
    return cure && !pieces.occurIn(textOf(cure)) ? { ...shown, fix: cure } : shown;
  });
}

const textOf = ({ title, edits }: Fix) => [title, ...edits.map(({ text }) => text)].join('\n');

class Mapping {
  readonly places: Places;
  private readonly masks: readonly Mask[];
  private readonly whole: Mask | undefined;

  constructor({ text, masks }: Masked) {
    this.whole = masks.find(({ kind }) => kind === 'text');
    this.places = new Places(text);
    this.masks = masks;
  }

  /** A place between two characters touches only what it stands inside; a whole text is touched anywhere. */
  touches({ from, to }: Stretch): boolean {
    if (this.whole) return true;
    const before = this.lastFrom(Math.max(from, to - 1));
    if (!before) return false;
    return before.rawTo > from && (from < to || before.rawFrom < from);
  }

  stretch({ from, to }: Stretch): Stretch {
    if (this.whole) return { from: 0, to: this.whole.to };
    return { from: this.offset(from, 'from'), to: this.offset(to, 'to') };
  }

  fix({ title, edits }: Fix): Fix | undefined {
    if (edits.some((edit) => this.touches(edit))) return undefined;
    return { title, edits: edits.map((edit): Edit => ({ ...this.stretch(edit), text: edit.text })) };
  }

  private offset(clear: number, side: 'from' | 'to'): number {
    const mask = this.lastFrom(clear);
    if (!mask) return clear;
    if (clear >= mask.rawTo) return mask.to + clear - mask.rawTo;
    return side === 'from' || clear === mask.rawFrom ? mask.from : mask.to;
  }

  /** The last mask that begins at or before an offset of the clear text. */
  private lastFrom(clear: number): Mask | undefined {
    let low = 0;
    let high = this.masks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.masks[middle]?.rawFrom ?? 0) <= clear) low = middle + 1;
      else high = middle;
    }
    return this.masks[low - 1];
  }
}

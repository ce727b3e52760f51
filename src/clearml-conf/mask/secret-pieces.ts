const SHORTEST = 4;
/** Comparisons before giving up; then everything counts as telling a secret. */
const MOST_COMPARISONS = 2_000_000;

/** Finds secrets, without the signs around them, inside other texts. */
export class SecretPieces {
  private readonly byStart = new Map<string, Set<string>>();
  private comparisons = 0;

  constructor(raws: readonly string[]) {
    for (const raw of raws) {
      const core = raw.replace(/^[\s"'#/]+/, '').replace(/["']{1,3}$/, '');
      if (core.length < SHORTEST) continue;
      const start = core.slice(0, SHORTEST);
      const known = this.byStart.get(start);
      if (known) known.add(core);
      else this.byStart.set(start, new Set([core]));
    }
  }

  /** True when a text holds one of the secrets, or when looking would take too long. */
  occurIn(text: string): boolean {
    for (let at = 0; at + SHORTEST <= text.length; at += 1) {
      const candidates = this.byStart.get(text.slice(at, at + SHORTEST));
      if (!candidates) continue;
      this.comparisons += candidates.size;
      if (this.comparisons > MOST_COMPARISONS) return true;
      for (const core of candidates) if (text.startsWith(core, at)) return true;
    }
    return false;
  }
}

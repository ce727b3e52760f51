/** How well a password withstands guessing: 0 (refused) to 4, with a sentence. Length counts most. */
export function strength(password: string, least: number): { bars: number; word: string } {
  const length = [...password].length;
  if (length === 0) return { bars: 0, word: `${least} characters or more; no rules about symbols.` };
  if (length < least) {
    const missing = least - length;
    return { bars: 0, word: `Too short: ${missing} more ${missing === 1 ? 'character' : 'characters'}.` };
  }
  const variety = new Set(password.toLowerCase()).size;
  if (variety < 6) return { bars: 1, word: 'Weak: it repeats few characters.' };
  if (length >= least + 8 && variety >= 10) return { bars: 4, word: 'Very strong.' };
  if (length >= least + 4 && variety >= 8) return { bars: 3, word: 'Strong.' };
  return { bars: 2, word: 'Good. Longer is stronger.' };
}

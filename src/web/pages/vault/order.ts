/** A list with one entry moved to another place; places beyond the ends count as the ends. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const entry = list[from];
  if (entry === undefined) return [...list];
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, entry);
}

/** What is said aloud after a move. */
export const saidPlace = (name: string, place: number, count: number): string =>
  `${name} is now number ${place} of ${count}; ${place === count ? 'it is read last and wins' : 'later ones win over it'}.`;

type Points = { x: readonly number[]; y: readonly (number | null)[] };

/** Places along the axis, then the values of each curve there: null is a gap, undefined where it has no point. */
export type Joined = [number[], ...(number | null | undefined)[][]];

/** Curves side by side over all their places, as the drawing wants them. */
export function joinCurves(curves: readonly Points[]): Joined {
  const [only] = curves;
  if (only && curves.length === 1) return [[...only.x], [...only.y]];
  const places = [...new Set(curves.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const at = new Map(places.map((place, i) => [place, i]));
  const rows = curves.map(({ x, y }) => {
    const row: (number | null | undefined)[] = new Array(places.length).fill(undefined);
    for (const [i, place] of x.entries()) row[at.get(place) as number] = y[i] ?? null;
    return row;
  });
  return [places, ...rows];
}

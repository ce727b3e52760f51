/**
 * The moving average in which each value counts `weight` times as much as the one after it (0 to below 1). It starts at
 * the first value rather than at zero, and gaps stay gaps.
 */
export function smoothCurve(values: readonly (number | null)[], weight: number): (number | null)[] {
  if (weight <= 0) return [...values];
  let mean = 0;
  let whole = 0;
  return values.map((value) => {
    if (value === null) return null;
    mean = mean * weight + value * (1 - weight);
    whole = whole * weight + (1 - weight);
    return mean / whole;
  });
}

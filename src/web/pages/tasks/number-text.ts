/** A measured number in at most six digits: "0.0312", "1.2e-7", "125,000". */
export function numberText(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e9)
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  return value.toLocaleString('en', { maximumSignificantDigits: size >= 1e6 ? 9 : 6 });
}

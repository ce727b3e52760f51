/**
 * PostgreSQL's text of a UTC timestamptz as wire text: `2026-11-23T20:36:23.360000+00:00`.
 * The page's clients append an offset to anything else, and `Z` becomes an invalid date there.
 */
export function wireTime(text: string): string {
  if (text.length < 19 || !text.endsWith('+00')) return text;
  const fraction = text.slice(20, -3).padEnd(6, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}+00:00`;
}

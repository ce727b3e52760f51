import type { Finding } from './vault-queries.ts';

/** The findings that bring a fix. */
export const fixable = (findings: readonly Finding[]) => findings.filter(({ fix }) => fix !== undefined);

/** A text with the fixes of its findings made. Fixes that touch the same place as an earlier one are left out. */
export function applyFixes(text: string, findings: readonly Finding[]): string {
  const edits = fixable(findings)
    .flatMap(({ fix }) => fix?.edits ?? [])
    .toSorted((one, other) => one.from - other.from || one.to - other.to);
  let result = '';
  let at = 0;
  for (const { from, to, text: put } of edits) {
    if (from < at) continue;
    result += text.slice(at, from) + put;
    at = to;
  }
  return result + text.slice(at);
}

import type { Finding, Fix, Places, Severity } from '../finding.ts';

/** Every finding of the check that is not an error of the format itself, and how bad it is. */
export const LINT_CODES = {
  'yaml-as-hocon': 'error',
  'swallows-next-line': 'error',
  'comment-cuts-value': 'warning',
  'unquoted-special': 'error',
  'unquoted-url': 'warning',
  'append-replaces': 'warning',
  'single-quotes': 'warning',
  'unicode-escape': 'warning',
  'escape-kept': 'warning',
  'tab-in-text': 'warning',
  'byte-order-mark': 'error',
  'no-break-space': 'error',
  'duration-at-end': 'error',
  'number-changed': 'warning',
  'yes-no-text': 'warning',
  'capital-word': 'warning',
  'quoted-key-special': 'warning',
  'quoted-key-path': 'error',
  'include-on-client': 'warning',
  'variable-on-client': 'note',
  'variable-required': 'warning',
  'reference-elsewhere': 'error',
  'root-list': 'error',
  'empty-text-in-list': 'warning',
  'object-text': 'error',
  'too-deep': 'error',
  'agent-key-kept': 'warning',
  'needs-apply': 'note',
  'environment-value': 'warning',
  'api-after-login': 'note',
  'unknown-key': 'warning',
  'client-refuses': 'error',
  'client-differs': 'warning',
} as const satisfies Record<string, Severity>;

export type LintCode = keyof typeof LINT_CODES;

type Stretch = { from: number; to: number };

/** Gathers findings about one text. */
export class Report {
  readonly findings: Finding[] = [];
  private readonly counts = new Map<LintCode, number>();
  private readonly places: Places;

  constructor(places: Places) {
    this.places = places;
  }

  add(code: LintCode, { from, to }: Stretch, message: string, hint: string, fix?: Fix): void {
    this.counts.set(code, this.count(code) + 1);
    const finding: Finding = {
      code,
      severity: LINT_CODES[code],
      message,
      hint,
      from,
      to,
      ...this.places.of(from),
    };
    this.findings.push(fix ? { ...finding, fix } : finding);
  }

  has(code: LintCode): boolean {
    return this.count(code) > 0;
  }

  count(code: LintCode): number {
    return this.counts.get(code) ?? 0;
  }
}

/** A fix that replaces one stretch. */
export const replaceFix = (title: string, { from, to }: Stretch, text: string): Fix => ({
  title,
  edits: [{ from, to, text }],
});

/** A text in double quotes, with the escapes clients know. */
export const quote = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;

/** A fix that puts a stretch of the text in quotes. */
export const quoteFix = (text: string, stretch: Stretch): Fix =>
  replaceFix('Put it in quotes', stretch, quote(text.slice(stretch.from, stretch.to)));

/**
 * Where the value that starts at an offset ends as its writer meant it: at the end of the line, or where a comma, a
 * comment or a closing bracket stands apart from it.
 */
export function meantEnd(text: string, from: number): number {
  const line = /[^\r\n]*/.exec(text.slice(from, from + 2000))?.[0] ?? '';
  const cut = /\s+(#|\/\/|[}\]])|,(\s|$)|\s*$/.exec(line);
  return from + (cut ? cut.index : line.length);
}

import type { ResolvedValue } from '../hocon/values.ts';
import { type ClientValue, PythonObject } from './client/client-value.ts';
import { type ClientText, emitForClient } from './emit-for-client.ts';
import { type Finding, Places } from './finding.ts';
import { LINT_CODES, Report } from './lint/codes.ts';
import { lintClient } from './lint/lint-client.ts';
import { lintTokens } from './lint/lint-tokens.ts';
import { lintTree } from './lint/lint-tree.ts';
import { lintValues } from './lint/lint-values.ts';
import { lintYaml } from './lint/lint-yaml.ts';
import type { ClientReading } from './read-as-client.ts';
import { type Format, type Meant, readFormat } from './read-format.ts';

/** A text read in every way the check needs, so that who shows more than the findings need not read it again. */
export type Examined = {
  findings: Finding[];
  meant: Meant;
  /** HOCON: what clients make of it where no variable is set. */
  reading: ClientReading | undefined;
  /** JSON and YAML with a value: what clients would be given. */
  written: ClientText | undefined;
};

/**
 * Everything a client would misread or refuse in a text, and everything a vault cannot do, in order of place. Errors
 * of the format itself are among the findings; where clients read the text all the same, they count as warnings.
 */
export const lint = (text: string, format: Format): Finding[] => examine(text, format).findings;

/** The findings of `lint` together with the readings they come from. */
export function examine(text: string, format: Format): Examined {
  const report = new Report(new Places(text));
  const meant = readFormat(text, format);
  let reading: ClientReading | undefined;
  if (format === 'hocon') {
    lintTokens(text, report);
    lintYaml(text, report);
    if (meant.tree) lintTree(meant.tree, report);
    reading = lintClient(text, report);
  }
  const written = meant.value && format !== 'hocon' ? emitForClient(meant.value) : undefined;
  if (meant.value) lintValues(meant.value, text, format, report);
  const findings = [...report.findings, ...formatErrors(written?.errors ?? meant.errors, reading, report)];
  if (format === 'hocon' && meant.value && reading?.ok && findings.length === 0) {
    addDifference(meant.value, reading.value, report);
    findings.push(...report.findings);
  }
  findings.sort((one, other) => one.from - other.from || one.to - other.to);
  return { findings, meant, reading, written };
}

/** Errors of the text in its own language, and of writing it for clients, that no finding explains yet. */
function formatErrors(
  errors: readonly Finding[],
  reading: ClientReading | undefined,
  report: Report,
): Finding[] {
  const explained = new Set(
    report.findings.filter((finding) => finding.severity !== 'note').map((finding) => finding.line),
  );
  return errors
    .filter((error) => !explained.has(error.line))
    .map((error) => (reading?.ok ? { ...error, severity: 'warning' as const } : error));
}

/** The first place where the clients' value is not the meant one, when nothing else was found. */
function addDifference(meant: ResolvedValue, read: ClientValue, report: Report): void {
  const place = firstDifference(meant, read);
  if (!place || LINT_CODES['client-differs'] === undefined) return;
  report.add(
    'client-differs',
    place.origin,
    'Clients read another value here than the text says.',
    'Put the value in quotes.',
  );
}

function firstDifference(meant: ResolvedValue, read: ClientValue | undefined): ResolvedValue | undefined {
  switch (meant.kind) {
    case 'expression':
      return undefined;
    case 'object': {
      if (!(read instanceof Map)) return meant;
      for (const [key, field] of meant.fields) {
        const found = firstDifference(field, read.get(key));
        if (found) return found;
      }
      return undefined;
    }
    case 'array': {
      if (!Array.isArray(read) || read.length !== meant.elements.length) return meant;
      for (const [index, element] of meant.elements.entries()) {
        const found = firstDifference(element, read[index]);
        if (found) return found;
      }
      return undefined;
    }
    case 'null':
      return read === null || read === undefined ? undefined : meant;
    case 'number':
      return typeof read === 'bigint' || read === meant.value ? undefined : meant;
    default:
      return read instanceof PythonObject || read !== meant.value ? meant : undefined;
  }
}

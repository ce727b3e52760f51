import { emitForClient } from '../../../clearml-conf/emit-for-client.ts';
import type { Finding } from '../../../clearml-conf/finding.ts';
import { lint } from '../../../clearml-conf/lint.ts';
import { readFormat } from '../../../clearml-conf/read-format.ts';
import type { ResolvedValue } from '../../../hocon/values.ts';
import type { VaultFormat } from '../../db/schema.ts';

/** What clients would make of a text. */
export interface CheckedText {
  findings: Finding[];
  /** What to serve; undefined when clients would drop or misread it. */
  served: string | undefined;
  /** How many values it sets. */
  keys: number;
}

/**
 * Checks a vault's text and writes what clients are served: canonical HOCON. A text that includes files of the
 * client's machine is served as it stands, since only the client can include them.
 */
export function checkVault(text: string, format: VaultFormat): CheckedText {
  const findings = lint(text, format);
  const { value } = readFormat(text, format);
  const keys = value ? countValues(value) : 0;
  if (!value || findings.some(({ severity }) => severity === 'error'))
    return { findings: worst(findings), served: undefined, keys };
  const includes = findings.some(({ code }) => code === 'include-on-client');
  const written = includes ? { text, errors: [] } : emitForClient(value);
  return { findings: worst([...findings, ...written.errors]), served: written.text, keys };
}

/** A text of 256 KiB can be given tens of thousands of remarks; nobody reads them, and they would fill an answer. */
const MOST_FINDINGS = 500;

function worst(findings: readonly Finding[]): Finding[] {
  const isError = ({ severity }: Finding) => severity === 'error';
  const ordered = [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))];
  return findings.length > MOST_FINDINGS ? ordered.slice(0, MOST_FINDINGS) : [...findings];
}

function countValues(value: ResolvedValue): number {
  if (value.kind !== 'object') return 1;
  let count = 0;
  for (const part of value.fields.values()) count += countValues(part);
  return count;
}

import type { Finding } from '../../clearml-conf/finding.ts';
import type { Format } from '../../clearml-conf/read-format.ts';
import { vaults } from '../../contract/vaults.ts';
import { checkVault } from '../features/vaults/check-vault.ts';
import { saveVault } from '../features/vaults/save-vault.ts';
import { WireError } from '../http/errors.ts';
import { OperatorError } from '../operator-error.ts';
import { formatOf } from './text-file.ts';
import { onlyPositional, parseCommand, UsageError } from './usage-error.ts';
import { readVaultText } from './vault-file.ts';
import { OPERATOR, OWNER_OPTIONS, requireUserNamed, requireWho } from './vault-owner.ts';
import { printDocument, withStore } from './with-store.ts';

const OPTIONS = {
  ...OWNER_OPTIONS,
  format: { type: 'string' },
  enable: { type: 'boolean' },
  disable: { type: 'boolean' },
  note: { type: 'string', default: '' },
  json: { type: 'boolean' },
} as const;

/**
 * atrium vault set: saves a text as the next version of a personal vault, whatever the newest is. What the check says
 * goes to stderr; warnings are accepted, and a text that clients would misread is refused while the vault is on.
 */
export async function setVault(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: OPTIONS, allowPositionals: true });
  const file = onlyPositional(positionals, 'FILE, or - for standard input,');
  requireUserNamed(values);
  if (values.enable && values.disable) throw new UsageError('--enable and --disable exclude each other.');
  const format = formatOf(file, values.format);
  const note = noteOf(values.note);
  const text = await readVaultText(file);
  const enabled = values.enable ? true : values.disable ? false : undefined;
  const wanted = { scope: 'user', text, format, note, enabled, accept_warnings: true } as const;
  try {
    const saved = await withStore(async (store) =>
      saveVault(store.db, store.keyRing, await requireWho(store, values), wanted, OPERATOR),
    );
    const findings = placedIn(text, format, saved.findings);
    printFindings(file, findings);
    const line = `Saved as version ${saved.version}; the vault is ${saved.enabled ? 'on' : 'off'}.`;
    printDocument(values.json, { ...saved, findings }, [line]);
    return 0;
  } catch (error) {
    if (error instanceof OperatorError) printFindings(file, placedIn(text, format, findingsOf(error)));
    throw error;
  }
}

function noteOf(given: string): string {
  const { data, error } = vaults['vaults.save'].request.shape.note.safeParse(given);
  if (error) throw new UsageError(`--note ${error.issues[0]?.message ?? 'is not valid'}.`);
  return data;
}

/** What a refusal says of the text; its words hold no secret. */
const findingsOf = ({ cause }: OperatorError) =>
  cause instanceof WireError && Array.isArray(cause.data.findings) ? (cause.data.findings as Finding[]) : [];

/** Findings come with places in the masked text; the operator has the clear one before them. */
function placedIn(text: string, format: Format, shown: readonly Finding[]): Finding[] {
  const { findings } = checkVault(text, format);
  if (findings.length !== shown.length) return [...shown];
  return shown.map((finding, index) => {
    const { from, to, line, column } = findings[index] ?? finding;
    return { ...finding, from, to, line, column };
  });
}

function printFindings(file: string, findings: readonly Finding[]): void {
  for (const { line, column, severity, code, message, hint } of findings)
    process.stderr.write(`${file}:${line}:${column} ${severity} ${code} ${message} ${hint}\n`);
}

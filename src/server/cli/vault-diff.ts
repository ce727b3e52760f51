import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from 'diff';
import { revealText } from '../features/vaults/change-vault.ts';
import type { Vault, Who } from '../features/vaults/store.ts';
import { OperatorError } from '../operator-error.ts';
import { parseCommand, UsageError } from './usage-error.ts';
import { readVaultText } from './vault-file.ts';
import {
  OPERATOR,
  OWNER_OPTIONS,
  requireKnown,
  requireUserNamed,
  requireVault,
  versionNumber,
} from './vault-owner.ts';
import { type Store, withStore } from './with-store.ts';

const OPTIONS = { ...OWNER_OPTIONS, from: { type: 'string' }, to: { type: 'string' } } as const;

interface Side {
  name: string;
  text: string;
}

/**
 * atrium vault diff: the unified difference of a vault's version (the newest) to a file, or of two versions (the newest
 * and the one before it). Exit code 0 when equal, 1 when different, as diff(1).
 */
export async function diffVault(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: OPTIONS, allowPositionals: true });
  const [file, ...more] = positionals;
  requireUserNamed(values);
  if (more.length > 0) throw new UsageError('Only one FILE, or - for standard input, can be compared.');
  if (file !== undefined && values.to !== undefined)
    throw new UsageError('--to and FILE exclude each other.');
  const from = versionNumber('from', values.from);
  const to = versionNumber('to', values.to);
  const given = file === undefined ? undefined : { name: file, text: await readVaultText(file) };
  const [left, right] = await withStore(async (store) => {
    const { who, vault } = await requireVault(store, values);
    const read = (version: number) => readVersion(store, who, vault, version);
    if (given) return [await read(from ?? vault.version), given];
    const later = to ?? vault.version;
    requireKnown(vault, later);
    return [await read(from ?? later - 1), await read(later)];
  });
  return print(left, right);
}

async function readVersion({ db, keyRing }: Store, who: Who, vault: Vault, version: number): Promise<Side> {
  if (version === 0) throw new OperatorError('There is no version before the first.');
  requireKnown(vault, version);
  const opened = await revealText(db, keyRing, who, { vault: vault.id, version, use: 'show' }, OPERATOR);
  return { name: `version ${version}`, text: opened.text };
}

function print(left: Side, right: Side): number {
  if (left.text === right.text) return 0;
  process.stdout.write(formatPatch(compare(left, right), FILE_HEADERS_ONLY));
  return 1;
}

/** Texts of 256 KiB with no line in common take half a minute to compare. */
const COMPARE_MS = 5_000;

function compare(left: Side, right: Side): StructuredPatch {
  const shortest = structuredPatch(left.name, right.name, left.text, right.text, '', '', {
    timeout: COMPARE_MS,
  });
  return shortest ?? replaceAll(left, right);
}

/** The whole of one text out, the whole of the other in: a right difference, if not the shortest. */
function replaceAll(left: Side, right: Side): StructuredPatch {
  const removal = structuredPatch(left.name, right.name, left.text, '');
  const addition = structuredPatch(left.name, right.name, '', right.text);
  const [out] = removal.hunks;
  const [into] = addition.hunks;
  if (!out || !into) return out ? removal : addition;
  const { newStart, newLines } = into;
  return { ...removal, hunks: [{ ...out, newStart, newLines, lines: [...out.lines, ...into.lines] }] };
}

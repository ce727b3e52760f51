import type { Db } from '../../db/database.ts';
import { findHandOver, HAND_OVER_S } from './hand-over.ts';
import type { RootKey } from './root-key.ts';
import { type RootKeySource, readRootKey } from './root-key-source.ts';
import { findRootKeyId, hasKeysTable, type KeyRow, listAllKeys } from './store.ts';
import { openKey } from './wrapped-key.ts';

/** What `atrium keys status` prints; holds ids and counts, no secret. */
export interface KeysStatus {
  /** The root key of this process's settings; null when there is none. */
  root_key: { id: string; from: string } | null;
  /** Every root key that wraps something: how many keys of each purpose, and how many of all this process opens. */
  wrapped_by: { root_key_id: string; keys: Partial<Record<KeyRow['purpose'], number>>; opened: number }[];
  hand_over: { from: string; to: string; since: string; age_s: number; lasts_s: number } | null;
  problems: string[];
}

/** Looks at every key of the database with the present root key; makes and changes none. */
export async function describeKeys(source: RootKeySource, db: Db): Promise<KeysStatus> {
  const isMade = await hasKeysTable(db);
  const rows = isMade ? await listAllKeys(db) : [];
  const root = readRootKey(source, isMade ? await findRootKeyId(db) : undefined);
  const wrapped_by = [...new Set(rows.map((row) => row.root_key_id))].toSorted().map((id) => {
    const those = rows.filter((row) => row.root_key_id === id);
    return {
      root_key_id: id,
      keys: count(those),
      opened: those.filter((row) => root && opens(root, row)).length,
    };
  });
  const handOver = isMade ? await findHandOver(db) : undefined;
  return {
    root_key: root
      ? { id: root.id, from: source.root_key ? 'ATRIUM_SECRET_KEY' : `${source.data_dir}/root.key` }
      : null,
    wrapped_by,
    hand_over: handOver && !handOver.ended ? shown(handOver) : null,
    problems: findProblems(source, root, rows, wrapped_by),
  };
}

function shown({ from, to, since, age_s }: NonNullable<Awaited<ReturnType<typeof findHandOver>>>) {
  return { from, to, since, age_s, lasts_s: HAND_OVER_S };
}

function findProblems(
  { data_dir }: RootKeySource,
  root: RootKey | undefined,
  rows: readonly KeyRow[],
  wrappedBy: KeysStatus['wrapped_by'],
): string[] {
  const others = wrappedBy.map(({ root_key_id }) => root_key_id).filter((id) => id !== root?.id);
  if (others.length > 0)
    return [
      `The present root key is ${root ? `the one of id ${root.id}` : 'missing'}, but keys are wrapped with that of id ${others.join(', ')}: give that one in ATRIUM_SECRET_KEY, or restore it to ${data_dir}/root.key.`,
    ];
  const damaged = rows.filter((row) => root && !opens(root, row)).map(({ id }) => id);
  if (damaged.length === 0) return [];
  return [`The root key does not open ${damaged.join(', ')}: restore the database from your backup.`];
}

function opens(root: RootKey, row: KeyRow): boolean {
  try {
    openKey(root, row);
    return true;
  } catch {
    return false;
  }
}

function count(rows: readonly KeyRow[]): Partial<Record<KeyRow['purpose'], number>> {
  const counts: Partial<Record<KeyRow['purpose'], number>> = {};
  for (const { purpose } of rows) counts[purpose] = (counts[purpose] ?? 0) + 1;
  return counts;
}

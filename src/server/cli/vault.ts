import { requireVersion, revealText } from '../features/vaults/change-vault.ts';
import { shownVersion } from '../features/vaults/shown-vault.ts';
import { maskFor } from '../features/vaults/vault-masks.ts';
import { listVersions } from '../features/vaults/versions-store.ts';
import { parseCommand, UsageError } from './usage-error.ts';
import { diffVault } from './vault-diff.ts';
import {
  OPERATOR,
  OWNER_OPTIONS,
  requireKnown,
  requireUserNamed,
  requireVault,
  versionNumber,
} from './vault-owner.ts';
import { setVault } from './vault-set.ts';
import { printDocument, withStore } from './with-store.ts';

const MAX_LISTED = 1_000_000;

/** atrium vault set|get|diff|history: the personal vault of one person in one workspace */
export async function vault([action = '', ...args]: string[]): Promise<number> {
  switch (action) {
    case 'set':
      return setVault(args);
    case 'get':
      return get(args);
    case 'diff':
      return diffVault(args);
    case 'history':
      return history(args);
    default:
      throw new UsageError(`There is no "vault ${action}".`);
  }
}

/** Writes the stored text to stdout, to the byte; in clear this is audited as a reveal. */
async function get(args: string[]): Promise<number> {
  const options = { ...OWNER_OPTIONS, version: { type: 'string' }, masked: { type: 'boolean' } } as const;
  const { values } = parseCommand({ args, options });
  requireUserNamed(values);
  const wanted = versionNumber('version', values.version);
  const text = await withStore(async (store) => {
    const { db, keyRing } = store;
    const { who, vault } = await requireVault(store, values);
    const version = wanted ?? vault.version;
    requireKnown(vault, version);
    if (values.masked) {
      const opened = await requireVersion(db, keyRing, vault, version);
      return (await maskFor(db, keyRing, vault, opened)).text;
    }
    return (await revealText(db, keyRing, who, { vault: vault.id, version, use: 'show' }, OPERATOR)).text;
  });
  process.stdout.write(text);
  return 0;
}

async function history(args: string[]): Promise<number> {
  const { values } = parseCommand({ args, options: { ...OWNER_OPTIONS, json: { type: 'boolean' } } });
  requireUserNamed(values);
  const document = await withStore(async (store) => {
    const { vault } = await requireVault(store, values);
    const versions = (await listVersions(store.db, vault, MAX_LISTED)).map(shownVersion);
    return { vault: vault.id, enabled: vault.enabled, versions };
  });
  const lines = document.versions.map(({ version, created, author, format, note }) =>
    [version, created, author?.name ?? 'command line', format, note].join('\t').trimEnd(),
  );
  printDocument(values.json, document, lines);
  return 0;
}

import type { Db } from '../../db/database.ts';
import { eachBatch } from '../audit/event-files.ts';
import { listAccountEvents } from '../audit/events-store.ts';
import { ownEvent } from '../audit/shown-event.ts';
import { listCredentials } from '../credentials/store.ts';
import { SESSION_IDLE_S } from '../identity/identities.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { listSessions } from '../sessions/store.ts';
import { listOwnEntries, type OwnEntry } from '../storage-access/own-store.ts';
import { shownSettings } from '../storage-cleanup/settings.ts';
import { ownVaultVersions } from '../vaults/own-vaults.ts';
import { listWorkspacesOf } from '../workspaces/store.ts';
import { getPerson } from './accounts.ts';
import { listOwnWorkers } from './leaving-store.ts';

/**
 * Everything that belongs to an account as one JSON document, written piece by piece: what it is, where it works, its
 * key pairs without their secrets, its vaults and its credentials for storage cleanup with secrets masked, its storage
 * entries without what browsers keep or sealed, and its part of the audit log.
 */
export async function* ownDataFile(
  db: Db,
  keyRing: KeyRing,
  accountId: string,
  server: string,
): AsyncGenerator<string> {
  const {
    password_hash: _hash,
    preferences,
    state: _state,
    kind: _kind,
    ...account
  } = await getPerson(db, accountId);
  const workspaces = await listWorkspacesOf(db, accountId);
  yield `{\n"server": ${JSON.stringify(server)},\n"exported": ${JSON.stringify(new Date().toISOString())}`;
  yield `,\n"account": ${JSON.stringify(account)},\n"preferences": ${JSON.stringify(preferences)}`;
  yield* list(
    'workspaces',
    workspaces.map(({ id, name, role, personal_of }) => ({
      id,
      name,
      role,
      personal: personal_of === accountId,
    })),
  );
  yield* list('credentials', await listCredentials(db, accountId));
  yield* list('sessions', await listSessions(db, accountId, SESSION_IDLE_S));
  yield* list('workers', await listOwnWorkers(db, accountId));
  yield* list(
    'personal_vault_versions',
    ownVaultVersions(
      db,
      keyRing,
      accountId,
      workspaces.map(({ id }) => id),
    ),
  );
  yield* list('storage_entries', (await listOwnEntries(db, accountId)).map(exportedEntry));
  const cleanup = await shownSettings(db, keyRing, { purpose: 'account', id: accountId });
  yield `,\n"storage_cleanup": ${JSON.stringify(cleanup.settings)}`;
  yield* list('audit_events', ownEvents(db, accountId));
  yield '\n}\n';
}

const exportedEntry = ({ account_id: _mine, sealed: _sealed, ...entry }: OwnEntry) => entry;

async function* ownEvents(db: Db, accountId: string) {
  const all = { kinds: [], actor: undefined, from: undefined, to: undefined };
  for await (const rows of eachBatch((page) => listAccountEvents(db, accountId, page), all))
    for (const row of rows) yield ownEvent(row, accountId);
}

/** A list under its name, one entry a line. */
async function* list(name: string, entries: Iterable<unknown> | AsyncIterable<unknown>) {
  let before = `,\n"${name}": [\n`;
  let empty = true;
  for await (const entry of entries) {
    yield `${before}${JSON.stringify(entry)}`;
    before = ',\n';
    empty = false;
  }
  yield empty ? `${before}]` : '\n]';
}

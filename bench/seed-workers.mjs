/** Many members of one workspace, each with a key pair and a personal vault of their own. */
import { randomBytes } from 'node:crypto';
import { readConfig } from '../build/server/config.js';
import { findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { newKeyPair } from '../build/server/features/credentials/key-pair.js';
import { sealServed } from '../build/server/features/vaults/vault-text.js';
import { openStore } from '../build/server/open-parts.js';

/** Nobody caches what nobody used yet, so the triggers that tell of changes stay out of the seeding. */
const SEEDED = ['accounts', 'memberships', 'credentials', 'vaults'];

const newId = () => randomBytes(16).toString('hex');

async function insertRows(pool, table, columns, rows) {
  const names = Object.keys(columns);
  const arrays = names.map((name, at) => `$${at + 1}::${columns[name]}[]`).join(', ');
  await pool.query(
    `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays})`,
    names.map((name) => rows.map((row) => row[name])),
  );
}

/** Personal vaults sealed as the server seals them, so that each has a data key of its own to open. */
async function sealVaults({ database, keyRing }, people, text) {
  for (let at = 0; at < people.length; at += 8)
    await Promise.all(
      people.slice(at, at + 8).map(async (person) => {
        const owned = { workspace_id: person.workspace_id, account_id: person.account_id, id: person.vault };
        Object.assign(person, await sealServed(database.db, keyRing, owned, text));
      }),
    );
}

/** Seeds so many workers into a running installation; gives the key pair and name of each. */
export async function seedWorkers({ environment }, workspaceId, count, text) {
  const { config, secrets } = readConfig(environment);
  const store = await openStore(config, secrets, await findEmbedded(environment.ATRIUM_DATA_DIR));
  const { pool } = store.database;
  const people = Array.from({ length: count }, (_, n) => ({
    ...newKeyPair(),
    workspace_id: workspaceId,
    account_id: newId(),
    credential: newId(),
    vault: newId(),
    name: `Worker ${n}`,
    email: `worker${n}@example.org`,
  }));
  for (const table of SEEDED) await pool.query(`alter table ${table} disable trigger user`);
  await insertRows(
    pool,
    'accounts',
    { id: 'text', name: 'text', email: 'text' },
    people.map(({ account_id: id, name, email }) => ({ id, name, email })),
  );
  const member = { workspace_id: 'text', account_id: 'text', role: 'text' };
  await insertRows(
    pool,
    'memberships',
    member,
    people.map((person) => ({ ...person, role: 'member' })),
  );
  const pepper_version = store.keyRing.pepperVersion;
  const credential = { workspace_id: 'text', id: 'text', account_id: 'text', access_key: 'text' };
  await insertRows(
    pool,
    'credentials',
    { ...credential, secret_hash: 'bytea', pepper_version: 'integer' },
    people.map((person) => ({
      ...person,
      id: person.credential,
      secret_hash: store.keyRing.hashSecret('api', person.secret_key),
      pepper_version,
    })),
  );
  await sealVaults(store, people, text);
  const vault = { workspace_id: 'text', id: 'text', account_id: 'text', name: 'text', enabled: 'boolean' };
  await insertRows(
    pool,
    'vaults',
    {
      ...vault,
      format: 'text',
      version: 'integer',
      keys: 'integer',
      served_nonce: 'bytea',
      served_sealed: 'bytea',
    },
    people.map((person) => ({
      ...person,
      id: person.vault,
      name: 'Personal vault',
      ...{ enabled: true, format: 'hocon', version: 1, keys: 1 },
    })),
  );
  for (const table of SEEDED) await pool.query(`alter table ${table} enable trigger user`);
  for (const table of [...SEEDED, 'keys']) await pool.query(`analyze ${table}`);
  await store.database.close();
  return people.map(({ access_key, secret_key, name }) => ({ access_key, secret_key, name }));
}

/** Authenticated calls in a server of 100,000 workspaces against one of 10. */
import pg from 'pg';
import { findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { generator, load } from './load.mjs';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const MANY = 100_000;
const ROUNDS = 3;

/** Workspaces of as many other people; triggers are off, since nobody caches them. */
async function seedWorkspaces(dataDir, count) {
  const client = new pg.Client(await findEmbedded(dataDir));
  await client.connect();
  await client.query('alter table memberships disable trigger user');
  await client.query(
    `insert into accounts (id, email, name)
     select md5('person' || n), 'person' || n || '@example.org', 'Person ' || n from generate_series(1, $1::int) n
     on conflict do nothing`,
    [count],
  );
  await client.query(
    `insert into workspaces (id, name, personal_of)
     select md5('place' || n), 'Workspace ' || n, md5('person' || n) from generate_series(1, $1::int) n
     on conflict do nothing`,
    [count],
  );
  await client.query(
    `insert into memberships (workspace_id, account_id, role)
     select md5('place' || n), md5('person' || n), 'owner' from generate_series(1, $1::int) n on conflict do nothing`,
    [count],
  );
  await client.query('alter table memberships enable trigger user');
  await client.query('analyze');
  await client.end();
}

const installation = await makeInstallation();
const server = await startServer(installation);
await command(installation, 'user', 'create', '--email', 'bench@example.org', '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const basic = `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`;
const login = await fetch(`${installation.api}/auth.login`, { headers: { authorization: basic } });
const headers = {
  'Content-Type': 'application/json',
  Authorization: `Bearer ${(await login.json()).data.token}`,
};
const calls = {
  'users.get_current_user': { url: `${installation.api}/users.get_current_user`, headers },
  'organization.get_user_companies': { url: `${installation.api}/organization.get_user_companies`, headers },
};

console.log(`load by ${generator}`);
const dataDir = installation.environment.ATRIUM_DATA_DIR;
const rates = {};
for (const count of [10, MANY]) {
  await seedWorkspaces(dataDir, count);
  for (const [name, call] of Object.entries(calls)) {
    await load({ ...call, seconds: 1 });
    const seen = [];
    for (let round = 0; round < ROUNDS; round++) seen.push((await load(call)).rate);
    rates[name] = [...(rates[name] ?? []), median(seen)];
  }
}
for (const [name, [few, many]] of Object.entries(rates)) {
  const cost = few / many;
  const described = `${cost.toFixed(2)} × (${few.toFixed(0)} / ${many.toFixed(0)} per s)`;
  report(`${name}, ${MANY} workspaces against 10`, described, '<= 1.2 ×', cost <= 1.2);
}

await server.stop();
installation.remove();

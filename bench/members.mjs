/** The member list of a workspace of 10,000: first page, last page, search. */
import pg from 'pg';
import { findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const MEMBERS = 10_000;
/** People of the server in other workspaces, whom the list must not pay for. */
const OTHERS = 90_000;
const CALLS = 40;

/** Members with three key pairs each, one of them revoked; triggers are off, since nobody caches them. */
async function seedMembers(dataDir, workspace) {
  const client = new pg.Client(await findEmbedded(dataDir));
  await client.connect();
  const tables = ['memberships', 'credentials'];
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  await client.query(
    `insert into accounts (id, email, name)
     select md5('member' || n), 'member' || n || '@example.org', 'Member ' || n from generate_series(1, $1::int) n`,
    [MEMBERS + OTHERS],
  );
  await client.query(
    `insert into memberships (workspace_id, account_id, role, created_at)
     select $1, md5('member' || n), 'member', now() + n * interval '1 millisecond'
     from generate_series(1, $2::int) n`,
    [workspace, MEMBERS],
  );
  await client.query(
    `insert into credentials (workspace_id, id, account_id, access_key, secret_hash, pepper_version, revoked_at)
     select $1, md5(n || 'pair' || k), md5('member' || n), upper(substr(md5(n || 'key' || k), 1, 30)),
       sha256(concat(n, ':', k)::bytea), 1, case when k = 3 then now() end
     from generate_series(1, $2::int) n, generate_series(1, 3) k`,
    [workspace, MEMBERS],
  );
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  await client.query('analyze');
  await client.end();
}

const installation = await makeInstallation();
const server = await startServer(installation);
const email = 'bench@example.org';
const person = await command(installation, 'user', 'create', '--email', email, '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', email);
await seedMembers(installation.environment.ATRIUM_DATA_DIR, person.workspace_id);

const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`,
};

async function ask(body) {
  const begun = performance.now();
  const answer = await fetch(`${installation.api}/workspaces.get_members`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const { data } = await answer.json();
  return { data, ms: performance.now() - begun };
}

/** Median and worst of the same call, in milliseconds. */
async function timed(body) {
  const times = [];
  for (let call = 0; call < CALLS; call++) times.push((await ask(body)).ms);
  return { median: median(times), worst: Math.max(...times) };
}

const said = ({ median: middle, worst }) => `median ${middle.toFixed(1)} ms, worst ${worst.toFixed(1)} ms`;

let after = null;
let last = null;
for (;;) {
  const { data } = await ask({ page_size: 200, after });
  if (data.next === null) break;
  last = after;
  after = data.next;
}
await timed({});
const first = await timed({});
report(`first page of ${MEMBERS} members`, said(first), '<= 50 ms', first.worst <= 50);
const late = await timed({ after: last });
const ratio = late.median / first.median;
report('page near the end / first page', `${ratio.toFixed(2)} (${said(late)})`, 'like page 1', ratio <= 1.2);
const found = await timed({ search: 'member9999@' });
report('search that finds one', said(found), '<= 50 ms', found.median <= 50);

await server.stop();
installation.remove();

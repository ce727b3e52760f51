/** The audit log of a large workspace: first page, pages far behind it, and filters, at the server. */
import pg from 'pg';
import { openDatabase } from '../build/server/db/database.js';
import { findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { listPartitions, makePartition, monthAfter } from '../build/server/features/audit/partitions.js';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const ROWS = Number(process.env.AUDIT_ROWS ?? 10_000_000);
const MONTHS = 24;
const ROUNDS = 60;

/** Partitions for two years back, as the job would have made them. */
async function makePartitions(connection) {
  const database = openDatabase(connection);
  const today = new Date().toISOString().slice(0, 10);
  const there = await listPartitions(database.db);
  for (let back = MONTHS; back >= 0; back--) {
    const month = monthAfter(today, -back);
    if (!there.includes(month)) await database.db.transaction().execute((tx) => makePartition(tx, month));
  }
  await database.close();
}

/** Events of two years, six of ten in one workspace; indexes are built after, which is quicker. */
async function seed(client, { id, workspace_id }) {
  const { rows: indexes } = await client.query(
    `select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'audit_events'::regclass and not i.indisprimary`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(
    `insert into audit_events (at, workspace_id, account_id, actor_id, action, target, detail, address, user_agent)
     select now() - n * (interval '${MONTHS - 1} months' / $3::float8),
       case when n % 10 < 6 then $1 when n % 10 < 9 then md5((n % 1000)::text) end, $2,
       case when n % 50000 = 0 then $2 else md5((n % 40)::text) end,
       case when n % 50000 = 0 then 'invitations.create'
         else (array['credentials.create', 'vaults.save', 'members.role', 'credentials.revoke'])[1 + n % 4] end,
       'bench', '{"before": "member", "after": "viewer"}', '192.0.2.7', 'bench'
     from generate_series(1, $3::int) n`,
    [workspace_id, id, ROWS],
  );
  for (const { definition } of indexes) await client.query(definition.replace(' ON ONLY ', ' ON '));
  await client.query('analyze audit_events');
}

/** The place of the newest event so many months ago, as the wire names it. */
async function placeAt(client, workspace, months) {
  const { rows } = await client.query(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') as at, id::int from audit_events
     where workspace_id = $1 and at < now() - make_interval(months => $2) order by audit_events.at desc limit 1`,
    [workspace, months],
  );
  return Buffer.from(JSON.stringify([rows[0].at, rows[0].id])).toString('base64url');
}

const installation = await makeInstallation();
const server = await startServer(installation);
const person = await command(
  installation,
  'user',
  'create',
  '--email',
  'bench@example.org',
  '--name',
  'Bench',
);
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const connection = await findEmbedded(installation.environment.ATRIUM_DATA_DIR);
await makePartitions(connection);
const client = new pg.Client(connection);
await client.connect();
const begun = performance.now();
await seed(client, person);
console.log(`${ROWS} events made in ${((performance.now() - begun) / 1000).toFixed(0)} s`);

const headers = {
  'Content-Type': 'application/json',
  Authorization: `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`,
};

async function ask(body) {
  const at = performance.now();
  const answer = await fetch(`${installation.api}/audit.get_all`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const { data } = await answer.json();
  if (!data.events) throw new Error(`refused: ${answer.status}`);
  return performance.now() - at;
}

const far = { after: await placeAt(client, person.workspace_id, 22) };
const rare = { kinds: ['members', 'invitations', 'service_accounts'] };
/** Each question with the one whose cost its own must stay like. */
const CASES = {
  'first page': [{}],
  'a page 12 months back': [{ after: await placeAt(client, person.workspace_id, 12) }, 'first page'],
  'a page 22 months back': [far, 'first page'],
  'of one kind': [{ kinds: ['vaults'] }],
  'of one kind, 22 months back': [{ kinds: ['vaults'], ...far }, 'of one kind'],
  'of three kinds': [rare],
  'of three kinds, 22 months back': [{ ...rare, ...far }, 'of three kinds'],
  'of a kind that is rare': [{ kinds: ['invitations'] }],
  'by one who did little': [{ actor: person.id }],
  'by one, of a kind they never did': [{ actor: person.id, kinds: ['vaults'] }],
  'last 7 days': [{ from: new Date(Date.now() - 604_800_000).toISOString() }],
};
const times = Object.fromEntries(Object.keys(CASES).map((name) => [name, []]));
for (const [body] of Object.values(CASES)) await ask(body);
// In turn, so that noise of the machine falls on all alike.
for (let round = 0; round < ROUNDS; round++)
  for (const [name, [body]] of Object.entries(CASES)) times[name].push(await ask(body));

for (const [name, [, like]] of Object.entries(CASES)) {
  const middle = median(times[name]);
  const p95 = times[name].toSorted((a, b) => a - b)[Math.floor(ROUNDS * 0.95)];
  const ratio = like ? middle / median(times[like]) : 0;
  report(
    `audit log of ${ROWS} events, ${name}`,
    `${middle.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms${like ? `, ${ratio.toFixed(2)} of ${like}` : ''}`,
    like ? '<= 1.2' : '<= 50 ms',
    middle <= 50 && ratio <= 1.2,
  );
}
await client.end();
await server.stop();
installation.remove();

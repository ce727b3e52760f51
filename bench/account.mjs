/** Log-in and authenticated calls against a bare Fastify echo; start, memory; one million credentials. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { describeEmbedded, findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { startEcho } from './echo-process.mjs';
import { generator, load, ratio } from './load.mjs';
import { median, report } from './report.mjs';
import { command, makeInstallation, pssOf, startServer } from './server.mjs';

const ROUNDS = 3;

async function tokenOf(api, basic) {
  const answer = await fetch(`${api}/auth.login`, { headers: { authorization: basic } });
  return (await answer.json()).data.token;
}

/** Fills the table with key pairs of one account; triggers are off, since nobody caches pairs nobody used. */
async function seedCredentials(dataDir, owner, count) {
  const client = new pg.Client(await findEmbedded(dataDir));
  await client.connect();
  await client.query('alter table credentials disable trigger user');
  await client.query(
    `insert into credentials (workspace_id, id, account_id, access_key, secret_hash, pepper_version)
     select $1, md5('bench' || n), $2, upper(substr(md5('key' || n), 1, 30)), sha256(n::text::bytea), 1
     from generate_series(1, $3) n on conflict do nothing`,
    [owner.workspace_id, owner.id, count],
  );
  await client.query('alter table credentials enable trigger user');
  await client.query('analyze credentials');
  await client.end();
}

async function postgresPids(dataDir) {
  const { pid: postmaster } = await describeEmbedded(dataDir);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
    .trim()
    .split(/\s+/);
  return [postmaster, ...children];
}

const installation = await makeInstallation();
const echo = await startEcho();
let server = await startServer(installation);
report('first start to first answer', `${server.seconds.toFixed(2)} s`, '<= 5 s', server.seconds <= 5);
await server.stop();
server = await startServer(installation);
report('start on existing data', `${server.seconds.toFixed(2)} s`, '<= 1.5 s', server.seconds <= 1.5);

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
const basic = `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`;
const dataDir = installation.environment.ATRIUM_DATA_DIR;
const memory = [server.pid, ...(await postgresPids(dataDir))].reduce((sum, pid) => sum + pssOf(pid), 0);
report('idle memory, Node and PostgreSQL (PSS)', `${memory.toFixed(0)} MB`, '<= 220 MB', memory <= 220);

console.log(`load by ${generator}`);
const json = { 'Content-Type': 'application/json' };
const reference = { url: echo.url, headers: json, body: '{"user":"someone","get_supported_features":true}' };
const login = { url: `${installation.api}/auth.login`, headers: { ...json, Authorization: basic } };
const bearer = `Bearer ${await tokenOf(installation.api, basic)}`;
const current = {
  url: `${installation.api}/v2.23/users.get_current_user`,
  headers: { ...json, Authorization: bearer },
};

const ofLogin = await ratio(reference, login);
report('auth.login with Basic / bare echo', ofLogin.described, '>= 0.25', ofLogin.ratio >= 0.25);
const ofCurrent = await ratio(reference, current);
report(
  'users.get_current_user with Bearer / bare echo',
  ofCurrent.described,
  '>= 0.40',
  ofCurrent.ratio >= 0.4,
);

await seedCredentials(dataDir, { id: person.id, workspace_id: person.workspace_id }, 1_000);
const few = [];
const many = [];
for (let round = 0; round < ROUNDS; round++) few.push((await load(login)).p99_ms);
await seedCredentials(dataDir, { id: person.id, workspace_id: person.workspace_id }, 1_000_000);
for (let round = 0; round < ROUNDS; round++) many.push((await load(login)).p99_ms);
const growth = median(many) / median(few);
report(
  'log-in p99 with 1,000,000 / 1,000 credentials',
  `${growth.toFixed(2)} (${median(many).toFixed(1)} / ${median(few).toFixed(1)} ms)`,
  '<= 1.3',
  growth <= 1.3,
);

await server.stop();
echo.stop();
installation.remove();

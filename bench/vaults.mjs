/** users.get_vaults against a bare Fastify echo of the same bytes; its statements; 10,000 workers at once. */

import { countStatements, logStatements } from './count-statements.mjs';
import { startEcho } from './echo-process.mjs';
import { generator, ratio } from './load.mjs';
import { report } from './report.mjs';
import { seedWorkers } from './seed-workers.mjs';
import { command, makeInstallation, startServer } from './server.mjs';
import { startWorkers } from './start-workers.mjs';

const WORKERS = 10_000;
const SHARED = 4;
const ASKED = 'users.get_vaults?enabled=true&types=config&types=config';

/** A vault of about 8 kB, as people write them. */
function vaultText(name) {
  const entry = (i) =>
    `    { bucket: "${name}-${i}", key: "AKIA${i}", secret: "${'s'.repeat(40)}", region: eu-west-1 }`;
  const entries = Array.from({ length: 72 }, (_, i) => entry(i)).join('\n');
  return `sdk.aws.s3 {\n  region = eu-west-1\n  credentials = [\n${entries}\n  ]\n}\n`;
}

async function call(api, name, { headers, body }) {
  const answer = await fetch(`${api}/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const installation = await makeInstallation();
const { api } = installation;
const dataDir = installation.environment.ATRIUM_DATA_DIR;
let server = await startServer(installation);
await command(installation, 'user', 'create', '--email', 'bench@example.org', '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const basic = {
  Authorization: `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`,
};
const save = (vault) =>
  call(api, 'users.add_or_update_vault', { headers: basic, body: { vault: { ...vault, enabled: true } } });
for (let n = 1; n <= SHARED; n++)
  await save({ scope: 'group', name: `shared ${n}`, data: vaultText(`shared-${n}`) });
await save({ scope: 'user', data: vaultText('mine') });
const tokenOf = async () => {
  const { data } = await call(api, 'auth.login', { headers: basic });
  return { Authorization: `Bearer ${data.token}` };
};

const echo = await startEcho();
let bearer = await tokenOf();
const answer = await call(api, ASKED, { headers: bearer });
const body = JSON.stringify(answer);
console.log(`load by ${generator}; an answer has ${(body.length / 1000).toFixed(1)} kB`);
const json = { 'Content-Type': 'application/json' };
const subject = { url: `${api}/${ASKED}`, headers: { ...json, ...bearer } };
const echoed = await ratio({ url: echo.url, headers: json, body }, subject);
const name = 'users.get_vaults with Bearer';
report(`${name} / bare echo of the same bytes`, echoed.described, '>= 0.30', echoed.ratio >= 0.3);
await fetch(echo.url, { method: 'PUT', headers: json, body });
const sent = await ratio({ url: echo.url, method: 'GET', body: '' }, { ...subject, method: 'GET', body: '' });
report(`${name} / bare Fastify that only sends them`, sent.described, '>= 0.30', sent.ratio >= 0.3);
echo.stop();

const workers = await seedWorkers(installation, key.workspace_id, WORKERS, vaultText('worker'));
await server.stop();
server = await startServer(installation);
const { times, total_ms, errors } = await startWorkers(api, workers, SHARED + 1);
const said = [...errors].map(([message, count]) => `${count} × ${message}`).join(', ') || 'no error';
const p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
report(
  `${WORKERS} workers of as many people at once, log-in and vaults each`,
  `${said}; p50 ${seconds(times[Math.floor(times.length / 2)] ?? Number.NaN)}, p99 ${seconds(p99)}, all ${seconds(total_ms)}`,
  'no error',
  errors.size === 0,
);

await logStatements(dataDir);
await server.stop();
server = await startServer(installation);
bearer = await tokenOf();
const fetchVaults = () => call(api, ASKED, { headers: bearer });
const first = await countStatements(dataDir, fetchVaults);
report('statements of the first users.get_vaults', first, '<= 1', first <= 1);
const repeated = await countStatements(dataDir, async () => {
  for (let n = 0; n < 100; n++) await fetchVaults();
});
report('statements of 100 more while nothing changed', repeated, '0', repeated === 0);

await server.stop();
installation.remove();

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

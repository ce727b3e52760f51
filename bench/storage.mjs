/** storage_access.sign of 100 URLs, as a gallery asks for them, against a bare Fastify echo of the same bytes. */
import { startEcho } from './echo-process.mjs';
import { generator, ratio } from './load.mjs';
import { report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const URLS = 100;
const ENTRIES = 20;

const installation = await makeInstallation();
const { api } = installation;
const server = await startServer(installation);
await command(installation, 'user', 'create', '--email', 'bench@example.org', '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const basic = `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`;
const headers = { 'Content-Type': 'application/json', Authorization: basic };

async function call(name, body) {
  const answer = await fetch(`${api}/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).data;
}

const place = { kind: 's3', scheme: 'https', account: '', prefix: '', region: 'eu-west-1', style: 'path' };
const secret = { type: 'keys', key: 'AKIAEXAMPLE', secret: 's'.repeat(40), token: 't'.repeat(400) };
for (let n = 0; n < ENTRIES; n++)
  await call('storage_access.save', {
    ...place,
    host: `minio-${n}.example.org:9000`,
    bucket: 'samples',
    secret,
  });
const urls = Array.from(
  { length: URLS },
  (_, n) => `s3://minio-7.example.org:9000/samples/project/task/metrics/sample/variant_${n}_00000001.jpeg`,
);

const answer = await call('storage_access.sign', { urls });
if (answer.links.some(({ link }) => !link)) throw new Error('not every URL got a link');
const body = JSON.stringify(answer);
console.log(`load by ${generator}; an answer has ${(body.length / 1000).toFixed(1)} kB`);
const echo = await startEcho();
const subject = { url: `${api}/storage_access.sign`, headers, body: JSON.stringify({ urls }) };
const { ratio: value, described } = await ratio({ url: echo.url, headers, body }, subject);
report(
  'storage_access.sign of 100 URLs / bare echo of the same bytes',
  described,
  '>= 0.015',
  value >= 0.015,
);

echo.stop();
await server.stop();
installation.remove();

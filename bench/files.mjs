/**
 * One upload of 5 GB to the files door: how fast beside a plain stream to the same disk, and how much memory it takes.
 * `--gb 1` for a first look.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { report } from './report.mjs';
import { command, makeInstallation, pssOf, startServer } from './server.mjs';

/** What a server in rest and the buffers of one upload take. */
const MOST_MB = 64;
const PIECE = Buffer.alloc(1024 * 1024, 'atrium');

const { values } = parseArgs({ options: { gb: { type: 'string', default: '5' } } });
const pieces = Math.ceil((Number(values.gb) * 1e9) / PIECE.length);
const bytes = pieces * PIECE.length;

function* content() {
  for (let n = 0; n < pieces; n++) yield PIECE;
}

const rateOf = (ms) => bytes / 1e6 / (ms / 1000);

const installation = await makeInstallation();
const server = await startServer(installation);
await command(installation, 'user', 'create', '--email', 'bench@example.org', '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const basic = `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`;
const login = await fetch(`${installation.api}/auth.login`, {
  method: 'POST',
  headers: { Authorization: basic },
});
const authorization = `Bearer ${(await login.json()).data.token}`;
const files = `http://127.0.0.1:${installation.environment.ATRIUM_FILES_PORT}`;

/** MB per second of a stream from here into a file of the same disk, flushed as the door does before it answers. */
async function plainRate() {
  const folder = mkdtempSync(join(installation.environment.HOME, 'plain-'));
  const at = performance.now();
  const file = await open(join(folder, 'file'), 'wx');
  await pipeline(Readable.from(content()), file.createWriteStream({ flush: true }));
  const rate = rateOf(performance.now() - at);
  rmSync(folder, { recursive: true });
  return rate;
}

/** MB per second of an upload, and by how many MB the server's memory grew at most. */
async function uploadRate() {
  const before = pssOf(server.pid);
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, pssOf(server.pid));
  }, 100);
  const at = performance.now();
  const status = await new Promise((resolve, reject) => {
    const sending = request(
      files,
      {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': 'multipart/form-data; boundary=b' },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode));
      },
    );
    sending.once('error', reject);
    function* form() {
      yield '--b\r\nContent-Disposition: form-data; name="bench/large.bin"; filename="large.bin"\r\n\r\n';
      yield* content();
      yield '\r\n--b--\r\n';
    }
    pipeline(Readable.from(form()), sending).catch(reject);
  });
  clearInterval(look);
  if (status !== 200) throw new Error(`the upload was answered ${status}`);
  return { rate: rateOf(performance.now() - at), grown: most - before };
}

const plain = await plainRate();
const { rate, grown } = await uploadRate();
const stored = await fetch(`${files}/bench/large.bin`, {
  method: 'HEAD',
  headers: { Authorization: authorization },
});
if (Number(stored.headers.get('content-length')) !== bytes) throw new Error('the file is not whole');
console.log(
  `        an upload of ${(bytes / 1e9).toFixed(1)} GB: ${rate.toFixed(0)} MB per s, ${(rate / plain).toFixed(2)} of a plain stream to disk (${plain.toFixed(0)} MB per s)`,
);
report('memory while it arrives', `${grown.toFixed(0)} MB more`, `<= ${MOST_MB} MB`, grown <= MOST_MB);
await server.stop();
installation.remove();

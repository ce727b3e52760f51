/** The HOCON engine against JSON.parse on 1 MB and against pyhocon, its growth up to 4 MB, and its bundle. */
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { parse } from '../build/hocon/parse.js';
import { read } from '../build/hocon/read.js';
import { resolve } from '../build/hocon/resolve.js';
import { pyhoconMs } from './pyhocon.mjs';
import { report } from './report.mjs';

/** A JSON text of about so many bytes: records as configuration has them. */
function jsonText(bytes) {
  const records = {};
  for (let i = 0, size = 0; size < bytes; i += 1) {
    const record = {
      id: i,
      name: `name of ${i}`,
      active: i % 2 === 0,
      score: i * 1.5,
      tags: ['a', 'b', String(i)],
      nested: { key: `AKIA${i}`, secret: 's'.repeat(20), path: `/x/y/${i}`, nothing: null },
    };
    records[`entry_${i}`] = record;
    size += JSON.stringify(record, null, 2).length + 60;
  }
  return JSON.stringify(records, null, 2);
}

/** The same records as people write HOCON: comments, bare text, references. */
function hoconText(bytes) {
  const lines = ['base { region = eu-west-1, retries = 3 }'];
  for (let i = 0, size = 0; size < bytes; i += 1) {
    const head = `entry_${i} = \${base} { # number ${i}`;
    const line = `${head}\n  name = the name of ${i}\n  tags += t${i}\n  path = /x/y/${i}\n}`;
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join('\n');
}

/** A vault with 500 S3 credentials, on which pyhocon takes 500 to 800 ms. */
function credentialsText() {
  const entry = (i) =>
    `    { bucket: "bucket-${i}", key: "AKIA${i}", secret: "${'s'.repeat(40)}", region: eu-west-1, multipart: true }`;
  const entries = Array.from({ length: 500 }, (_, i) => entry(i)).join('\n');
  return `sdk.aws.s3 {\n  region = eu-west-1\n  credentials = [\n${entries}\n  ]\n}\n`;
}

/** Milliseconds of processor time of the cheapest of several runs: the clock's would measure the machine's other work. */
function best(run, runs = 9) {
  let found = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    found = Math.min(found, (user + system) / 1000);
  }
  return found;
}

function mustRead(text) {
  const { errors } = read(text);
  if (errors[0]) throw new Error(`${errors[0].code} at line ${errors[0].line}`);
}

/** One figure as a multiple of its reference of the same run, with both. */
function against(name, ms, reference_ms, limit) {
  const times = ms / reference_ms;
  const shown = `${times.toFixed(1)} × (${ms.toFixed(1)} / ${reference_ms.toFixed(1)} ms)`;
  report(name, shown, `<= ${limit} ×`, times <= limit);
}

function weigh(name, kilobytes, limit) {
  report(name, `${kilobytes.toFixed(1)} kB`, `<= ${limit} kB`, kilobytes <= limit);
}

/** Gzipped size of some of the engine's modules and all they need, as the page's bundler makes it. */
async function bundled(modules) {
  const entry = 'virtual:hocon';
  const code = modules.map((name) => `export * from '/src/hocon/${name}.ts';`).join('\n');
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rollupOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? code : undefined),
      },
    ],
  });
  return gzipSync(output[0].code, { level: 9 }).length / 1000;
}

const json = jsonText(1_000_000);
const plain = best(() => JSON.parse(json));
const quick = best(() => mustRead(json));
against('HOCON parse + resolve / JSON.parse, 1 MB of JSON', quick, plain, 25);
const whole = best(() => resolve(parse(json).tree));
against('HOCON with the lossless tree / JSON.parse, 1 MB of JSON', whole, plain, 60);
for (const [name, make] of [
  ['JSON', jsonText],
  ['HOCON', hoconText],
]) {
  const [small, large] = [make(400_000), make(4_000_000)];
  const [few, many] = [best(() => mustRead(small)), best(() => mustRead(large), 3)];
  against(`${name}: ten times the text, up to 4 MB`, many, few, 12);
}
const credentials = credentialsText();
const ours = best(() => mustRead(credentials), 50);
const theirs = pyhoconMs(credentials);
if (theirs === undefined)
  console.log(
    `skipped HOCON against pyhocon: it comes with npm test -- --group clients (ours: ${ours.toFixed(1)} ms)`,
  );
else
  report(
    'HOCON faster than pyhocon, 500 credentials',
    `${(theirs / ours).toFixed(0)} × (${ours.toFixed(1)} / ${theirs.toFixed(0)} ms)`,
    '>= 100 ×',
    theirs / ours >= 100,
  );
weigh('HOCON bundle to read and emit, gzipped', await bundled(['parse', 'resolve', 'emit']), 12);
const all = [
  'tokenize',
  'parse',
  'print',
  'resolve',
  'read',
  'merge',
  'path',
  'edit',
  'format',
  'emit',
  'units',
  'convert',
];
weigh('HOCON bundle with everything, gzipped', await bundled(all), 12);

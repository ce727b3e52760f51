import { parse } from '../src/hocon/parse.ts';
import { read } from '../src/hocon/read.ts';
import { resolve } from '../src/hocon/resolve.ts';

/** One figure against its limit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

/** A JSON text of about so many bytes: records as configuration has them. */
function jsonText(bytes: number): string {
  const records: Record<string, unknown> = {};
  let size = 0;
  for (let i = 0; size < bytes; i += 1) {
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
function hoconText(bytes: number): string {
  const lines = ['base { region = eu-west-1, retries = 3 }'];
  for (let i = 0, size = 0; size < bytes; i += 1) {
    const line = `entry_${i} = \${base} { # number ${i}\n  name = the name of ${i}\n  tags += t${i}\n  path = /x/y/${i}\n}`;
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join('\n');
}

/** Milliseconds of the fastest of several runs. */
function best(run: () => void, runs = 9): number {
  let found = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i += 1) {
    const start = performance.now();
    run();
    found = Math.min(found, performance.now() - start);
  }
  return found;
}

function mustRead(text: string): void {
  const { errors } = read(text);
  if (errors[0]) throw new Error(`${errors[0].code} at line ${errors[0].line}`);
}

/** Measures the engine against JSON.parse on 1 MB, and its growth up to 4 MiB. */
export function measureHocon(): Figure[] {
  const json = jsonText(1_000_000);
  const plain = best(() => JSON.parse(json));
  const figures: Figure[] = [
    {
      name: 'parse + resolve, 1 MB of JSON',
      value: best(() => mustRead(json)) / plain,
      limit: 25,
      unit: '× JSON.parse',
    },
    {
      name: 'the same with the lossless tree',
      value: best(() => resolve(parse(json).tree)) / plain,
      limit: 60,
      unit: '× JSON.parse',
    },
  ];
  for (const [name, make] of [
    ['JSON', jsonText],
    ['HOCON', hoconText],
  ] as const) {
    const small = make(400_000);
    const large = make(4_000_000);
    const growth = best(() => mustRead(large), 3) / best(() => mustRead(small));
    figures.push({
      name: `${name}: ten times the text, up to 4 MB`,
      value: growth,
      limit: 12,
      unit: '× the time',
    });
  }
  return figures;
}

import { readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import {
  checkCommand,
  formatCommand,
  type Machine,
  type Outcome,
  readCommand,
  whyCommand,
} from '../../clearml-conf/command.ts';
import type { LayerKind, LayerText } from '../../clearml-conf/layers.ts';
import { formatOf, oneOf, readBytes } from './text-file.ts';
import { parseCommand, UsageError } from './usage-error.ts';

type Streams = { stdin: NodeJS.ReadableStream; stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream };

const USAGE = `Usage:
  atrium conf read FILE|- [--format hocon|json|yaml] [--as spec|client] [--env NAME=VALUE]... [--include-dir DIR] [--units]
  atrium conf check FILE|- [--format hocon|json|yaml]
  atrium conf format FILE|- [--format hocon|json|yaml]
  atrium conf why FILE... [--key PATH] [--client sdk|agent] [--env NAME=VALUE]...

why takes clearml.conf first, then workspace vaults, and the personal vault last.
Exit code 0: done. 1: the text is refused, or has errors. 2: wrong usage.
`;

const OPTIONS = {
  format: { type: 'string' },
  as: { type: 'string', default: 'spec' },
  env: { type: 'string', multiple: true, default: [] as string[] },
  'include-dir': { type: 'string' },
  units: { type: 'boolean', default: false },
  key: { type: 'string' },
  client: { type: 'string', default: 'sdk' },
} as const;

/** `atrium conf`: reads, checks, formats and explains configuration without a server. Returns the exit code. */
export async function conf(args: string[], io: Streams): Promise<number> {
  try {
    const outcome = await run(args, io.stdin);
    io.stdout.write(outcome.output);
    return outcome.done ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function run(args: string[], stdin: NodeJS.ReadableStream): Promise<Outcome> {
  const { values, positionals } = parseCommand({ args, options: OPTIONS, allowPositionals: true });
  const [command, ...files] = positionals;
  const env = variables(values.env);
  if (command === 'why') {
    if (files.length === 0) throw new UsageError('why needs at least one FILE.');
    const client = oneOf('client', values.client, ['sdk', 'agent'] as const);
    const texts = await Promise.all(
      files.map((file, index) => layer(file, kindAt(index, files.length), values.format, stdin)),
    );
    return whyCommand(texts, values.key === undefined ? { client, env } : { client, env, key: values.key });
  }
  const [file, ...rest] = files;
  if (!['read', 'check', 'format'].includes(command ?? ''))
    throw new UsageError('Say read, check, format or why.');
  if (file === undefined || rest.length > 0)
    throw new UsageError(`${command} needs one FILE, or - for standard input.`);
  const as = oneOf('as', values.as, ['spec', 'client'] as const);
  const format = formatOf(file, values.format);
  const text = await readText(file, stdin);
  if (command === 'check') return checkCommand(text, format);
  if (command === 'format') return formatCommand(text, format);
  return readCommand(text, { ...machine(env, values['include-dir']), format, as, units: values.units });
}

function variables(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const cut = pair.indexOf('=');
      if (cut < 1) throw new UsageError('--env takes NAME=VALUE.');
      return [pair.slice(0, cut), pair.slice(cut + 1)];
    }),
  );
}

/** Includes are read from one folder and nowhere else. */
function machine(env: Record<string, string>, folder: string | undefined): Machine {
  if (folder === undefined) return { env };
  const root = resolve(folder);
  const file = (name: string) => {
    const path = resolve(join(root, name));
    if (relative(root, path).startsWith('..')) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  };
  return { env, file };
}

async function readText(file: string, stdin: NodeJS.ReadableStream): Promise<string> {
  return (await readBytes(file, stdin)).toString('utf8');
}

function kindAt(index: number, count: number): LayerKind {
  if (index === 0) return 'clearml.conf';
  return index === count - 1 ? 'personal vault' : 'workspace vault';
}

async function layer(
  file: string,
  kind: LayerKind,
  format: string | undefined,
  stdin: NodeJS.ReadableStream,
): Promise<LayerText> {
  return {
    kind,
    document: basename(file),
    text: await readText(file, stdin),
    format: formatOf(file, format),
  };
}

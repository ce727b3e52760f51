import { readConfig } from '../config.ts';
import { describeEmbedded } from '../db/embedded/find-embedded.ts';
import { ATRIUM_VERSION } from '../version.ts';
import { parseCommand } from './usage-error.ts';
import { printDocument } from './with-store.ts';

/** atrium doctor: what runs where. It changes nothing and starts nothing. */
export async function doctor(args: string[]): Promise<number> {
  const { values } = parseCommand({ args, options: { json: { type: 'boolean' } } });
  const { config, secrets } = readConfig(process.env);
  const document = {
    version: ATRIUM_VERSION,
    node: process.versions.node,
    web_url: config.web_url,
    api_url: config.api_url,
    files_url: config.files_url,
    database: secrets.database_url
      ? { from: 'DATABASE_URL' }
      : { from: 'embedded', ...(await describeEmbedded(config.data_dir)) },
    doors: await Promise.all(
      [config.web_port, config.api_port].map(async (port) => ({
        port,
        answers: await answers(config.host, port),
      })),
    ),
  };
  const lines = Object.entries(flatten(document)).map(([name, value]) => `${name}: ${value ?? '-'}`);
  printDocument(values.json, document, lines);
  return 0;
}

const LOOK_MS = 1_000;

async function answers(host: string, port: number): Promise<boolean> {
  const at = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const reply = await fetch(`http://${at}:${port}/healthz`, { signal: AbortSignal.timeout(LOOK_MS) });
    return (await reply.text()) === 'ok';
  } catch {
    return false;
  }
}

function flatten(value: object, prefix = ''): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) =>
      typeof inner === 'object' && inner !== null
        ? flatten(inner, `${prefix}${key}.`)
        : { [`${prefix}${key}`]: inner },
    ),
  );
}

import { type Config, readConfig, type Secrets } from '../config.ts';
import { DatabaseUnavailable } from '../db/database-unavailable.ts';
import { describeEmbedded } from '../db/embedded/find-embedded.ts';
import { provideDatabase } from '../open-database.ts';
import { ATRIUM_VERSION } from '../version.ts';
import { doctorStorage } from './doctor-storage.ts';
import { parseCommand } from './usage-error.ts';
import { printDocument } from './with-store.ts';

/** atrium doctor, atrium doctor storage: what runs where, and what is wrong. It changes nothing and starts nothing; exit code 1 with problems. */
export async function doctor(args: string[]): Promise<number> {
  if (args[0] === 'storage') return doctorStorage(args.slice(1));
  const { values } = parseCommand({ args, options: { json: { type: 'boolean' } } });
  const { config, secrets } = readConfig(process.env);
  const database = await describeDatabase(config, secrets);
  const doors = await Promise.all(
    [config.web_port, config.api_port].map(async (port) => ({
      port,
      answers: await answers(config.host, port),
    })),
  );
  const problems = [
    ...(database.fault ? [database.fault] : []),
    ...doors
      .filter((door) => !door.answers)
      .map(({ port }) => `Nothing of Atrium answers on port ${port}: npm start starts it.`),
  ];
  const { web_url, api_url, files_url } = config;
  const facts = {
    version: ATRIUM_VERSION,
    node: process.versions.node,
    web_url,
    api_url,
    files_url,
    database: database.facts,
    doors,
  };
  const lines = Object.entries(flatten(facts)).map(([name, value]) => `${name}: ${value ?? '-'}`);
  printDocument(values.json, { ...facts, problems }, [
    ...lines,
    ...(problems.length > 0 ? ['', ...problems] : ['', 'No problem found.']),
  ]);
  return problems.length > 0 ? 1 : 0;
}

async function describeDatabase(
  config: Config,
  secrets: Secrets,
): Promise<{ facts: object; fault?: string }> {
  if (secrets.database_url === undefined)
    return { facts: { from: 'embedded', ...(await describeEmbedded(config.data_dir)) } };
  const facts = { from: 'DATABASE_URL' };
  try {
    await (await provideDatabase(config, secrets, () => undefined)).stop();
    return { facts };
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return { facts, fault: `${error.message} ${error.cure}` };
  }
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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT } from './generator.ts';
import type { Document } from './witness.ts';

const HOCON_FIXTURES = fileURLToPath(new URL('../../../src/hocon/fixtures', import.meta.url));
export const CLIENT_FIXTURES = fileURLToPath(
  new URL('../../../src/clearml-conf/fixtures/client', import.meta.url),
);

/** Every text of the specification's fixtures with the variables and includes beside it, and every peculiarity of ours. */
export function fixtureDocuments(): Document[] {
  const ours = readdirSync(CLIENT_FIXTURES)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => ({ text: readFileSync(join(CLIENT_FIXTURES, name), 'utf8'), env: ENVIRONMENT }));
  return [...ours, ...specificationDocuments()];
}

function specificationDocuments(): Document[] {
  return readdirSync(HOCON_FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.conf') && !name.includes('/include/'))
    .sort()
    .map((name) => {
      const path = join(HOCON_FIXTURES, name);
      const folder = join(dirname(path), 'include');
      const env = join(dirname(path), 'env.json');
      return {
        text: readFileSync(path, 'utf8'),
        env: existsSync(env) ? (JSON.parse(readFileSync(env, 'utf8')) as Record<string, string>) : {},
        ...(existsSync(folder) ? { folder } : {}),
      };
    });
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IncludeRequest, ResolveOptions } from '../../src/hocon/resolve.ts';
import type { JsonValue } from '../../src/hocon/values.ts';

const ROOT = fileURLToPath(new URL('../../src/hocon/fixtures/', import.meta.url));

/** Heading of the specification that each folder of fixtures is about. */
export const SECTIONS: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(`${ROOT}sections.json`, 'utf8'),
);

export interface Spelling {
  /** `section/case/file` */
  readonly name: string;
  readonly section: string;
  readonly text: string;
  readonly expected: JsonValue;
  readonly options: ResolveOptions;
  /** True when its meaning depends on includes or variables. */
  readonly outside: boolean;
}

export interface Invalid {
  readonly name: string;
  readonly section: string;
  readonly text: string;
  readonly code: string;
  readonly line: number;
  readonly options: ResolveOptions;
  readonly outside: boolean;
}

const folders = (path: string): string[] => readdirSync(path).sort();
const json = (path: string): JsonValue => JSON.parse(readFileSync(path, 'utf8'));

/** The variables and includes that stand beside a fixture. */
function optionsOf(folder: string): { options: ResolveOptions; outside: boolean } {
  const file = join(folder, 'env.json');
  const variables = new Map(existsSync(file) ? Object.entries(json(file) as Record<string, string>) : []);
  const texts = join(folder, 'include');
  const include = ({ name }: IncludeRequest) => {
    const path = join(texts, name);
    return existsSync(path) ? [{ document: name, text: readFileSync(path, 'utf8') }] : ('missing' as const);
  };
  return {
    options: { env: (name) => variables.get(name), include },
    outside: variables.size > 0 || existsSync(texts),
  };
}

/** Every text that must read as the JSON beside it. */
export function spellings(): Spelling[] {
  return folders(`${ROOT}equal`).flatMap((section) =>
    folders(`${ROOT}equal/${section}`).flatMap((name) => {
      const folder = join(ROOT, 'equal', section, name);
      const expected = json(join(folder, 'expected.json'));
      return folders(folder)
        .filter((file) => file.endsWith('.conf'))
        .map((file) => ({
          name: `${section}/${name}/${file}`,
          section,
          text: readFileSync(join(folder, file), 'utf8'),
          expected,
          ...optionsOf(folder),
        }));
    }),
  );
}

/** Every text that must fail, with code and line. */
export function invalids(): Invalid[] {
  return folders(`${ROOT}invalid`).flatMap((section) =>
    folders(`${ROOT}invalid/${section}`).map((name) => {
      const folder = join(ROOT, 'invalid', section, name);
      const { code, line } = json(join(folder, 'error.json')) as { code: string; line: number };
      const text = readFileSync(join(folder, 'text.conf'), 'utf8');
      return { name: `${section}/${name}`, section, text, code, line, ...optionsOf(folder) };
    }),
  );
}

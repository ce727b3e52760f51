/** Guards the sizes of the design: no file over 400 lines, no function over 80; 95th percentiles 250 and 50. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const LIMITS = { file: 400, file_p95: 250, function: 80, function_p95: 50 };

/** Lengths in lines of a source text's functions, each with its line number. */
export function functionLengths(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const line = (at) => source.getLineAndCharacterOfPosition(at).line;
      found.push({ at: line(node.getStart()) + 1, lines: line(node.end) - line(node.getStart()) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

/** The sentences that say which limit is broken where; empty when all is well. */
export function sizeFaults(files) {
  const faults = [];
  const fileLines = files.map(({ text }) => text.split('\n').length - 1);
  const functions = [];
  for (const [i, { path, text }] of files.entries()) {
    if (fileLines[i] > LIMITS.file) faults.push(`${path}: ${fileLines[i]} lines, at most ${LIMITS.file}`);
    for (const { at, lines } of functionLengths(path, text)) {
      functions.push(lines);
      if (lines > LIMITS.function)
        faults.push(`${path}:${at}: a function of ${lines} lines, at most ${LIMITS.function}`);
    }
  }
  for (const [name, values] of [
    ['file', fileLines],
    ['function', functions],
  ]) {
    const p95 = percentile(values, 0.95);
    if (p95 > LIMITS[`${name}_p95`])
      faults.push(`95th percentile of ${name} lines is ${p95}, at most ${LIMITS[`${name}_p95`]}`);
  }
  return faults;
}

if (process.argv[1]?.endsWith('check-sizes.mjs')) {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'bin', 'scripts'], {
    encoding: 'utf8',
  });
  const paths = listed.stdout
    .split('\n')
    .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !/\.test\.tsx?$/.test(path));
  const faults = sizeFaults(paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })));
  for (const fault of faults) console.error(fault);
  process.exit(faults.length ? 1 : 0);
}

import type { Outline, OutlineKey } from './outline.ts';

const LINE =
  /^( *)((?:- +)*)(?:("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[{&*!|>%@`-][^#]*?|-[^\s#][^#]*?)(\s*:(?=\s|$))(.*))?/;
const BLOCK_SCALAR = /^\s*[|>][-+\d]*\s*(#.*)?$/;

/** What is open, outermost first: its indentation and its path. */
type Level = { indent: number; path: readonly string[] };

/** Reads which keys stand where in YAML's block style, by indentation, however broken the text is. */
export function yamlOutline(text: string): Outline {
  const keys: OutlineKey[] = [];
  const levels: Level[] = [];
  let scalarIndent: number | undefined;
  let offset = 0;
  let end: Outline['end'] = { kind: 'key', section: [], from: 0 };
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/);
    const isInScalar = scalarIndent !== undefined && (indent < 0 || indent > scalarIndent);
    if (!isInScalar) scalarIndent = undefined;
    if (isInScalar) end = { kind: 'element', section: [], from: offset + line.length };
    else {
      const read = readLine(line, offset, levels);
      end = read.end;
      if (read.key) {
        keys.push(read.key);
        if (BLOCK_SCALAR.test(read.rest)) scalarIndent = read.indent;
      }
    }
    offset += line.length + 1;
  }
  return { keys, end };
}

type ReadLine = { key?: OutlineKey; rest: string; indent: number; end: Outline['end'] };

function readLine(line: string, offset: number, levels: Level[]): ReadLine {
  const [, blanks = '', dashes = '', name, colon = '', rest = ''] = LINE.exec(line) ?? [];
  const column = blanks.length + dashes.length;
  const isBlank = line.trim() === '';
  if (!isBlank || line.length > 0 || levels.length === 0) shrink(levels, blanks.length, dashes !== '');
  else levels.length = 0;
  const base = levels.at(-1)?.path ?? [];
  const section = dashes ? [...base, '0'] : [...base];
  if (dashes) levels.push({ indent: blanks.length, path: section });
  const from = offset + column;
  if (name === undefined) return { rest, indent: column, end: { kind: 'key', section, from } };
  const path = [...section, ...name.replace(/^(["'])(.*)\1$/, '$2').split('\n')];
  const key = { path, from, to: from + name.length, end: offset + line.trimEnd().length };
  levels.push({ indent: column, path });
  const valueFrom = key.to + colon.length + (rest.length - rest.trimStart().length);
  return { key, rest, indent: column, end: { kind: 'value', key, from: valueFrom } };
}

/** Closes what the line's indentation ends. A dash may stand as deep as the key it belongs to. */
function shrink(levels: Level[], indent: number, dash: boolean): void {
  for (let last = levels.at(-1); last; last = levels.at(-1)) {
    const isElement = last.path.at(-1) === '0';
    if (last.indent < indent || (dash && last.indent === indent && !isElement)) return;
    levels.pop();
  }
}

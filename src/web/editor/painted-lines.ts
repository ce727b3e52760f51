import { jsonLanguage } from '@codemirror/lang-json';
import { yamlLanguage } from '@codemirror/lang-yaml';
import { highlightCode } from '@lezer/highlight';
import type { Format } from '../../clearml-conf/read-format.ts';
import { codeClasses } from './code-colours.ts';
import { hoconMode } from './hocon-mode.ts';
import { findMasks } from './masks.ts';

/** A stretch of a line with its class of `code.css`, or a masked secret by its id. */
export type Painted = { text: string; className: string; mask?: string | undefined };

const PARSERS = { hocon: hoconMode.parser, json: jsonLanguage.parser, yaml: yamlLanguage.parser };

/** A text in lines of coloured stretches, for showing it without an editor. */
export function paintLines(text: string, format: Format): Painted[][] {
  const lines: Painted[][] = [[]];
  const put = (part: string, className: string) => lines.at(-1)?.push({ text: part, className });
  highlightCode(text, PARSERS[format].parse(text), codeClasses, put, () => lines.push([]));
  return lines.map(withMasks);
}

/** Cuts a line where masked secrets stand. A mask may reach over several stretches. */
function withMasks(line: Painted[]): Painted[] {
  const masks = findMasks(line.map(({ text }) => text).join(''));
  if (masks.length === 0) return line;
  const cut: Painted[] = [];
  let at = 0;
  for (const { text, className } of line) {
    const end = at + text.length;
    let from = at;
    for (const mask of masks) {
      if (mask.to <= from || mask.from >= end) continue;
      if (mask.from > from) cut.push({ text: text.slice(from - at, mask.from - at), className });
      if (mask.from >= at) cut.push({ text: '••••••••', className: 'mask', mask: mask.id });
      from = Math.min(mask.to, end);
    }
    if (from < end) cut.push({ text: text.slice(from - at), className });
    at = end;
  }
  return cut;
}

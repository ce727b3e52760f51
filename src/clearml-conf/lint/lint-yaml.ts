import { toClientHocon } from '../convert.ts';
import { type Report, replaceFix } from './codes.ts';

const KEY_ALONE = /^(\s*)("[^"]*"|[\w.\-/ ]+):\s*(#.*)?$/;
const ENTRY = /^(\s*)(- |-$|("[^"]*"|[\w.\-/ ]+):(\s|$))/;

/** Notices YAML where HOCON should be: a document mark, list dashes, or a section that only indentation makes. */
export function lintYaml(text: string, report: Report): void {
  const at = yamlPlace(text);
  if (at === undefined) return;
  const converted = toClientHocon(text, 'yaml');
  const whole = { from: 0, to: text.length };
  const fix =
    converted.text === undefined ? undefined : replaceFix('Convert it from YAML', whole, converted.text);
  const message = 'This looks like YAML, which clients misread: the first nested line becomes a text.';
  report.add(
    'yaml-as-hocon',
    { from: at, to: at + 1 },
    message,
    'Choose YAML as the format, or convert it.',
    fix,
  );
}

function yamlPlace(text: string): number | undefined {
  if (/^---(\s|$)/.test(text)) return 0;
  const lines = text.split('\n');
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const alone = KEY_ALONE.exec(line);
    const next = alone
      ? lines.slice(index + 1, index + 20).find((below) => /^\s*[^\s#]/.test(below))
      : undefined;
    const entry = next === undefined ? undefined : ENTRY.exec(next);
    const isDeeper = entry && (entry[1] ?? '').length > (alone?.[1] ?? '').length;
    if (entry && (isDeeper || entry[2]?.startsWith('-'))) return offset + line.indexOf(':');
    offset += line.length + 1;
  }
  return undefined;
}

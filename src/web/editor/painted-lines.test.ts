import { expect, test } from 'vitest';
import type { Format } from '../../clearml-conf/read-format.ts';
import { paintLines } from './painted-lines.ts';

const MASK = '••••••••k7q2m9rt';

test.each<[Format, string]>([
  ['hocon', `a { pass: "${MASK}" } # note\n# ${MASK}\nb = 1`],
  ['json', `{\n  "pass": "${MASK}", "n": 1\n}`],
  ['yaml', `pass: "${MASK}"\nurl: "x ${MASK} y"\n# ${MASK}\n`],
])('%s: masks become dots, the rest stays as it is', (format, text) => {
  const lines = paintLines(text, format);
  expect(JSON.stringify(lines.map((line) => line.map((part) => part.text)))).not.toContain('k7q2m9rt');
  const plain = text.replace(/(["']?|# )•{8}k7q2m9rt("?)(?! y)/g, (whole) =>
    whole.startsWith('•') ? whole : '••••••••',
  );
  const put = lines.map((line) => line.map((part) => part.text).join('')).join('\n');
  expect(put).toBe(plain.replaceAll(MASK, '••••••••'));
  expect(lines.flat().filter(({ mask }) => mask === 'k7q2m9rt')).toHaveLength(text.split(MASK).length - 1);
});

test('a text over several lines keeps its lines', () => {
  expect(paintLines('a = """x\ny"""\n\nb = 1', 'hocon')).toHaveLength(4);
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that
import { expect, test } from 'vitest';
import { readFormat } from '../../../clearml-conf/read-format.ts';
import { convertFormat } from './convert-format.ts';

const HOCON = 'sdk {\n  # comment\n  aws.s3.region = eu-central-1\n  list = [1, true, "x y"]\n}\n';

test.each(['json', 'yaml', 'hocon'] as const)(
  'HOCON becomes %s and back with the same values',
  async (to) => {
    const there = await convertFormat(HOCON, 'hocon', to);
    if (!('text' in there)) throw new Error(there.refused);
    expect(readFormat(there.text, to).errors).toEqual([]);
    const back = await convertFormat(there.text, to, 'json');
    expect(JSON.parse('text' in back ? back.text : '')).toEqual({
      sdk: { aws: { s3: { region: 'eu-central-1' } }, list: [1, true, 'x y'] },
    });
  },
);

test('a text that does not parse, and one with references, says why it stays as it is', async () => {
  expect(await convertFormat('a = [1\n', 'hocon', 'json')).toMatchObject({
    refused: expect.stringMatching(/^Line \d/),
  });
  expect(await convertFormat('a = ${?HOME}\n', 'hocon', 'yaml')).toMatchObject({
    refused: expect.stringContaining('variables'),
  });
});

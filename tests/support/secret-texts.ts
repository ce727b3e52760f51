// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Format } from '../../src/clearml-conf/read-format.ts';
import type { JsonValue } from '../../src/hocon/values.ts';
import { jsonValue } from './hocon-arbitraries.ts';

/** A text with secrets in it, and the secrets. */
export type SecretText = { text: string; format: Format; secrets: string[] };

const secret = fc.stringMatching(/^[A-Z][a-z0-9]{3,12}Zq[0-9]{2,6}$/);
const secretName = fc.constantFrom(
  'secret',
  'gitPass',
  'AWS_SECRET_ACCESS_KEY',
  'token',
  'db.password',
  'account-key',
);
const plainName = fc.constantFrom('host', 'region', 'bucket', 'n', 'enabled');

/** Ways to write a secret as HOCON. */
const written = (value: string) =>
  fc.constantFrom(
    value,
    `"${value}"`,
    `"""${value}\n x"""`,
    `${value} and more`,
    `\${?HOST} ${value}`,
    `[${value}, {deep = "${value}"}]`,
    `{ a { b = ${value} } }`,
    `'${value}'`,
    `"\\u0041${value}"`,
    `${value}2w`,
  );

const line = fc.oneof(
  secret.chain((value) =>
    fc.tuple(secretName, written(value)).map(([name, as]) => ({ text: `"${name}" = ${as}`, value })),
  ),
  secret.map((value) => ({ text: `note = x # ${value}`, value })),
  secret.map((value) => ({ text: `// ${value}`, value })),
  secret.map((value) => ({ text: `url = "https://u:${value}@h/p"`, value })),
  secret.map((value) => ({ text: `args += "TOKEN=${value}"`, value })),
  secret.map((value) => ({ text: `made.by { it = ${value} }, secrets = \${made.by}`, value })),
  secret.map((value) => ({ text: `files { f { path: "~/x", contents: ${value} } }`, value })),
  fc
    .tuple(plainName, fc.constantFrom('1', 'yes', "'q'", '010', '"\\/"', '${HOME}', '[a, b]', '{ c = d }'))
    .map(([name, as]) => ({ text: `${name} = ${as}`, value: '' })),
);

/** HOCON texts of ordinary looks, sometimes with a fault. */
export const secretHocon: fc.Arbitrary<SecretText> = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 8 }),
    fc.constantFrom('\n', '\r\n', '\n\n  '),
    fc.constantFrom('', '', '', '\n}', '\na = p@ss'),
  )
  .map(([lines, end, fault]) => ({
    text: lines.map(({ text }) => text).join(end) + fault,
    format: 'hocon' as const,
    secrets: lines.map(({ value }) => value).filter((value) => value !== ''),
  }));

const tree = (leaf: string, value: JsonValue, name: string, plain: string): JsonValue => ({
  [plain]: value,
  a: { [name]: leaf, b: [{ [name]: [leaf, { deep: leaf }] }, value] },
});

const plainTree = fc.tuple(secret, jsonValue, secretName, plainName);

export const secretJson: fc.Arbitrary<SecretText> = fc
  .tuple(plainTree, fc.constantFrom(0, 2))
  .map(([[leaf, value, name, plain], indent]) => ({
    text: JSON.stringify(tree(leaf, value, name, plain), null, indent),
    format: 'json' as const,
    secrets: [leaf],
  }));

export const secretYaml: fc.Arbitrary<SecretText> = fc
  .tuple(
    plainTree,
    fc.constantFrom<'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | 'BLOCK_LITERAL' | 'BLOCK_FOLDED'>(
      'PLAIN',
      'QUOTE_DOUBLE',
      'QUOTE_SINGLE',
      'BLOCK_LITERAL',
      'BLOCK_FOLDED',
    ),
    fc.constantFrom('', '\n', '\n two\n', ' # x'),
    fc.boolean(),
  )
  .map(([[leaf, value, name, plain], style, tail, isFlow]) => ({
    text: `# ${leaf}\n${stringify(tree(leaf + tail, value, name, plain), {
      defaultStringType: style,
      defaultKeyType: 'PLAIN',
      collectionStyle: isFlow ? 'flow' : 'block',
      lineWidth: 20,
    })}#${leaf}`,
    format: 'yaml' as const,
    secrets: [leaf],
  }));

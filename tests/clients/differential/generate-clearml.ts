import { draw, type Maker, type Production } from './production.ts';

export const CLEARML_MEMBERS: readonly Production[] = [
  [
    'clearml.agent',
    3,
    (m) =>
      `agent.${m.random.pick(['worker_id', 'worker_name', 'cuda_version', 'cudnn_version', 'default_python', 'debug', 'git_user'])} = ${m.random.pick(['x', '"y"', '11.2', 'true'])}`,
  ],
  [
    'clearml.api',
    2,
    (m) =>
      `api { ${m.random.pick(['api_server: "http://h:8008"', 'credentials { access_key: "k", secret_key: "s" }'])} }`,
  ],
  [
    'clearml.environment',
    2,
    (m) => `environment { ${m.random.pick(['TOKEN: "t"', 'DEBUG: true', 'N: 0', 'GONE: null'])} }`,
  ],
  ['clearml.files', 2, () => 'files { rc { path: "~/.rc", contents: "x" } }'],
  [
    'clearml.misspelt',
    2,
    (m) => m.random.pick(['sdk.aws.s3.kye = "k"', 'sdk.developmnt.x = 1', 'agent.git_usr = me']),
  ],
  [
    'clearml.storage',
    2,
    (m) =>
      `sdk.aws.s3 { key: "AKIA", secret: ${m.random.pick(['"s3cr3t"', '"s3cr3t"', 'pa$$word', 'a@b', "'quoted'", '"a#b"'])} }`,
  ],
  [
    'clearml.foreign-reference',
    2,
    (m) =>
      `sdk.storage.cache.default_base_dir = \${${m.random.pick(['', '?', '?', '?'])}${m.random.pick(['agent.venvs_dir', 'sdk.other', 'HOME', 'HOME', 'HOME'])}}`,
  ],
];

/** Lines as people write them into a ClearML configuration, mistakes included. */
export function clearmlMember(maker: Maker): string {
  return draw(maker, CLEARML_MEMBERS);
}

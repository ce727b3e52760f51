/** What the blocks are made of: the three addresses of server.addresses, one key pair, two names. */
export interface SetUp {
  web_server: string;
  api_server: string;
  files_server: string;
  access_key: string;
  secret_key: string;
  label?: string | null | undefined;
  workspace?: string | undefined;
}

/**
 * A name as the text of a comment: one line, or nothing. A line break of any alphabet would end the comment,
 * and what follows it could be read as configuration.
 */
export function commentText(name: string | null | undefined): string {
  return (name ?? '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

const lines = (...parts: (string | false)[]) =>
  parts.filter((part) => part !== false && part !== '').join('\n');

const comment = (indent: string, name: string | null | undefined) => {
  const text = commentText(name);
  return text && `${indent}# ${text}`;
};

const withSlash = (url: string) => (url.endsWith('/') ? url : `${url}/`);

/** The five variables every ClearML client reads. */
function variables(setUp: SetUp): [string, string][] {
  return [
    ['CLEARML_WEB_HOST', withSlash(setUp.web_server)],
    ['CLEARML_API_HOST', setUp.api_server],
    ['CLEARML_FILES_HOST', setUp.files_server],
    ['CLEARML_API_ACCESS_KEY', setUp.access_key],
    ['CLEARML_API_SECRET_KEY', setUp.secret_key],
  ];
}

/** A word as a POSIX shell reads it back unchanged. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * For clearml.conf and for the prompt of `clearml-init`, which stops reading at an empty line or at a "}" in
 * the first column, so only the last line is one; it takes exactly two keys inside `credentials`.
 */
export function confBlock(setUp: SetUp): string {
  return lines(
    'api {',
    comment('  ', setUp.workspace),
    `  web_server: ${withSlash(setUp.web_server)}`,
    `  api_server: ${setUp.api_server}`,
    `  files_server: ${setUp.files_server}`,
    comment('  ', setUp.label),
    '  credentials {',
    `    "access_key" = "${setUp.access_key}"`,
    `    "secret_key" = "${setUp.secret_key}"`,
    '  }',
    '}',
  );
}

/** For the first cell of a notebook: `%env` takes the value as it stands, without quotes. */
export function jupyterBlock(setUp: SetUp): string {
  const set = variables(setUp).map(([name, value]) => `%env ${name}=${value}`);
  return lines(...set.slice(0, 3), comment('', setUp.label), ...set.slice(3));
}

/** For a shell or its start file. */
export function environmentBlock(setUp: SetUp): string {
  return lines(...variables(setUp).map(([name, value]) => `export ${name}=${shellQuote(value)}`));
}

/** For `docker run`: one line of the shell, broken for reading. */
export function dockerBlock(setUp: SetUp): string {
  const set = variables(setUp).map(([name, value]) => `  -e ${shellQuote(`${name}=${value}`)} \\`);
  return lines('docker run --rm \\', ...set, '  your-image python train.py');
}

/** A Secret for `envFrom`. Every value is quoted, so that no key is read as a number. */
export function kubernetesBlock(setUp: SetUp): string {
  const names = [commentText(setUp.workspace), commentText(setUp.label)].filter(Boolean).join(', ');
  return lines(
    comment('', names),
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    '  name: clearml',
    'type: Opaque',
    'stringData:',
    ...variables(setUp).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
  );
}

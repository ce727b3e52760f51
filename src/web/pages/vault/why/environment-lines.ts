/** What lines of environment variables say. */
export interface EnvironmentLines {
  variables: Record<string, string>;
  /** Numbers of the lines that set nothing, counted from 1; empty lines and comments are not among them. */
  ignored: number[];
}

/** NAME=value behind what shells, notebooks, Docker and Dockerfiles write before it. */
const LINE = /^\s*(?:export\s+|%env\s+|set\s+|-e\s+|ENV\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*\\?\s*$/;

function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  if (quoted) return quoted[2] ?? '';
  return value.replace(/\s+#.*$/, '');
}

/** Reads `NAME=value`, `export NAME=…` and `%env NAME=…`; the last of a name counts. Nothing is evaluated. */
export function environmentLines(text: string): EnvironmentLines {
  const variables: Record<string, string> = Object.create(null);
  const ignored: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value = ''] = LINE.exec(line) ?? [];
    if (name) variables[name] = unquoted(value);
    else ignored.push(index + 1);
  }
  return { variables, ignored };
}

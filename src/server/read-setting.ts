import { readFileSync } from 'node:fs';
import { OperatorError } from './operator-error.ts';

/** A setting that cannot be used; its message is one sentence for the operator. */
export class ConfigError extends OperatorError {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, 2, cause);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** Gives the value of a variable without blanks around it; undefined when it is empty. */
export type Read = (name: string) => string | undefined;

/** A secret: the variable itself, or what the file named by NAME_FILE holds. */
export function readSecret(env: Environment, name: string): string | undefined {
  const direct = env[name]?.trim();
  const path = env[`${name}_FILE`]?.trim();
  if (direct && path) throw new ConfigError(`${name} and ${name}_FILE are both set: keep one.`);
  if (!path) return direct || undefined;
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (cause) {
    throw new ConfigError(`${name}_FILE: the file ${path} cannot be read.`, cause);
  }
}

export function readPort(read: Read, name: string, otherwise: number): number {
  const text = read(name);
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ConfigError(`${name} is "${text}": a port is a whole number from 1 to 65535.`);
  return port;
}

/** An http or https address without a slash at its end. */
export function readUrl(read: Read, name: string): string | undefined {
  const text = read(name);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    throw new ConfigError(
      `${name} is "${text}": it takes an http or https address without query or user, such as https://ml.example.org.`,
    );
  return text.replace(/\/+$/, '');
}

/** Parts between commas. */
export function readList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** on or off. */
export function readSwitch(read: Read, name: string, otherwise: 'on' | 'off' = 'on'): boolean {
  const text = read(name) ?? otherwise;
  if (text !== 'on' && text !== 'off') throw new ConfigError(`${name} is "${text}": it takes on or off.`);
  return text === 'on';
}

/** How long something is kept; undefined, which is also 0: for ever. */
export function readDays(read: Read, name: string): number | undefined {
  const text = read(name);
  if (text === undefined || text === '0') return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new ConfigError(
      `${name} is "${text}": it takes a whole number of days from 1 to 99999, or 0 to keep everything.`,
    );
  return Number(text);
}

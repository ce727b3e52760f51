import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { type Addresses, publicAddresses } from './addresses.ts';
import { distance } from './distance.ts';
import type { S3Keys, S3Place } from './features/files/s3-place.ts';
import { readFilesS3, readFilesS3Keys } from './files-s3-settings.ts';
import {
  ConfigError,
  type Environment,
  type Read,
  readDays,
  readList,
  readPort,
  readSecret,
  readSwitch,
  readUrl,
} from './read-setting.ts';
import { SETTINGS } from './settings.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Everything the environment decides, secrets apart. */
export interface Config extends Addresses {
  data_dir: string;
  /** Folder of uploaded files. */
  files_dir: string;
  /** Whether other machines' processes see that folder too. */
  files_shared: boolean;
  /** The bucket that takes that folder's place, if one is named. */
  files_s3: S3Place | undefined;
  host: string;
  web_port: number;
  api_port: number;
  files_port: number;
  /** Hop count, or the addresses and networks of trusted proxies. */
  trust_proxy: number | string[];
  cors_origins: readonly string[];
  files_aliases: readonly string[];
  /** Whether the server may reach storage in private networks. */
  storage_private: boolean;
  /** "host:port" of storage that it may reach whatever the address. */
  storage_allow_hosts: readonly string[];
  /** Sender of mails. */
  mail_from: string;
  usage_url: string | undefined;
  do_not_track: boolean;
  log_level: (typeof LOG_LEVELS)[number];
  /** Days that audit events are kept; undefined for ever. */
  audit_days: number | undefined;
  /** Days that events of tasks and models are kept; undefined for ever. */
  events_days: number | undefined;
  admin: { email: string; name: string } | undefined;
}

/** What must never be printed or logged. */
export interface Secrets {
  database_url: string | undefined;
  /** 32 bytes. */
  root_key: Buffer | undefined;
  /** 32 bytes; what `atrium keys rotate` replaces the root key with. */
  new_root_key: Buffer | undefined;
  admin_password: string | undefined;
  metrics_token: string | undefined;
  /** smtp:// or smtps://, with the password. */
  smtp_url: string | undefined;
  /** Of the bucket of files; undefined: the machine's own. */
  files_s3_keys: S3Keys | undefined;
}

/**
 * Reads the environment once.
 * @throws ConfigError naming the variable, the rule and the cure
 */
export function readConfig(env: Environment): { config: Config; secrets: Secrets } {
  refuseUnknownNames(env);
  const read: Read = (name) => env[name]?.trim() || undefined;
  const secret: Read = (name) => readSecret(env, name);
  const host = read('ATRIUM_HOST') ?? '127.0.0.1';
  const ports = {
    web_port: readPort(read, 'ATRIUM_WEB_PORT', 8080),
    api_port: readPort(read, 'ATRIUM_API_PORT', 8008),
    files_port: readPort(read, 'ATRIUM_FILES_PORT', 8081),
  };
  const addresses = publicAddresses({
    host,
    ...ports,
    public_url: readUrl(read, 'ATRIUM_PUBLIC_URL'),
    api_url: readUrl(read, 'ATRIUM_API_URL'),
    files_url: readUrl(read, 'ATRIUM_FILES_URL'),
  });
  requireDistinct(addresses);
  const dataDir = resolve(read('ATRIUM_DATA_DIR') ?? './atrium-data');
  const config: Config = Object.freeze({
    data_dir: dataDir,
    files_dir: resolve(read('ATRIUM_FILES_DIR') ?? join(dataDir, 'files')),
    files_shared: read('ATRIUM_FILES_SHARED') === '1',
    files_s3: readFilesS3(read, secret),
    host,
    ...ports,
    ...addresses,
    trust_proxy: readTrustProxy(read('ATRIUM_TRUST_PROXY')),
    cors_origins: Object.freeze(readList(read('ATRIUM_CORS_ORIGINS')).map(requireOrigin)),
    files_aliases: Object.freeze(readList(read('ATRIUM_FILES_ALIASES'))),
    storage_private: readSwitch(read, 'ATRIUM_STORAGE_PRIVATE'),
    storage_allow_hosts: Object.freeze(readList(read('ATRIUM_STORAGE_ALLOW_HOSTS')).map(requireHostAndPort)),
    mail_from: readMailFrom(read('ATRIUM_MAIL_FROM'), addresses.web_url),
    usage_url: readUrl(read, 'ATRIUM_USAGE_URL'),
    do_not_track: !['', '0', 'false', undefined].includes(read('DO_NOT_TRACK')),
    log_level: readLogLevel(read('ATRIUM_LOG_LEVEL')),
    audit_days: readDays(read, 'ATRIUM_AUDIT_DAYS'),
    events_days: readDays(read, 'ATRIUM_EVENTS_KEEP_DAYS'),
    admin: readAdmin(read, secret),
  });
  const secrets: Secrets = Object.freeze({
    database_url: readDatabaseUrl(secret('DATABASE_URL')),
    root_key: readRootKey(secret, 'ATRIUM_SECRET_KEY'),
    new_root_key: readRootKey(secret, 'ATRIUM_NEW_SECRET_KEY'),
    admin_password: secret('ATRIUM_ADMIN_PASSWORD'),
    metrics_token: secret('ATRIUM_METRICS_TOKEN'),
    smtp_url: readSmtpUrl(secret('ATRIUM_SMTP_URL')),
    files_s3_keys: readFilesS3Keys(secret),
  });
  if (secrets.database_url && !secrets.root_key)
    throw new ConfigError(
      'DATABASE_URL needs ATRIUM_SECRET_KEY: every process on one database opens the same keys with it. Make one with: openssl rand -base64 32',
    );
  return { config, secrets };
}

function refuseUnknownNames(env: Environment): void {
  const known = SETTINGS.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name]));
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ATRIUM_') || known.includes(name)) continue;
    const nearest = known.reduce((best, next) => (distance(name, next) < distance(name, best) ? next : best));
    const hint =
      distance(name, nearest) <= 4 ? ` Did you mean ${nearest}?` : ' docs/configuration.md lists them all.';
    throw new ConfigError(`${name} is not a setting of Atrium.${hint}`);
  }
}

/** clearml-init aborts when two of the three are the same. */
function requireDistinct(addresses: Addresses): void {
  const { web_url, api_url, files_url } = addresses;
  if (new Set([web_url, api_url, files_url]).size < 3)
    throw new ConfigError(
      `ATRIUM_PUBLIC_URL, ATRIUM_API_URL and ATRIUM_FILES_URL must be three different addresses (${web_url}, ${api_url}, ${files_url}): clearml-init refuses them otherwise. A path is enough: …/api and …/files.`,
    );
}

function requireOrigin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text.replace(/\/$/, '') || text.includes('*'))
    throw new ConfigError(
      `ATRIUM_CORS_ORIGINS holds "${text}": an origin is scheme, host and port only, such as https://tools.example.org.`,
    );
  return new URL(text).origin;
}

/** A host as a URL would write it, and its port, which is always said. */
function requireHostAndPort(text: string): string {
  const [, host = '', port = ''] = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(text) ?? [];
  if (!URL.canParse(`http://${host}:${port}/`) || Number(port) < 1)
    throw new ConfigError(
      `ATRIUM_STORAGE_ALLOW_HOSTS holds "${text}": it takes hosts with their ports, such as 127.0.0.1:9000.`,
    );
  return `${new URL(`http://${host}/`).hostname}:${Number(port)}`;
}

function readTrustProxy(text: string | undefined): number | string[] {
  if (text === undefined) return 0;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const list = readList(text);
  if (!list.every(isAddressOrNetwork))
    throw new ConfigError(
      `ATRIUM_TRUST_PROXY is "${text}": it takes how many proxies stand in front (1), or their addresses or networks (10.0.0.0/8,192.0.2.7).`,
    );
  return list;
}

/** An address, or a network that is not everybody's: /0 would let every caller choose the address we see. */
function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function readLogLevel(text: string | undefined): Config['log_level'] {
  const level = LOG_LEVELS.find((known) => known === (text ?? 'info'));
  if (!level)
    throw new ConfigError(`ATRIUM_LOG_LEVEL is "${text}": it takes one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function readAdmin(read: Read, secret: Read): Config['admin'] {
  const email = read('ATRIUM_ADMIN_EMAIL');
  if (!email) return undefined;
  if (!secret('ATRIUM_ADMIN_PASSWORD'))
    throw new ConfigError(
      'ATRIUM_ADMIN_EMAIL needs ATRIUM_ADMIN_PASSWORD (or ATRIUM_ADMIN_PASSWORD_FILE) beside it.',
    );
  return Object.freeze({ email, name: read('ATRIUM_ADMIN_NAME') ?? 'Administrator' });
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text && !/^postgres(ql)?:\/\//.test(text))
    throw new ConfigError(
      'DATABASE_URL must begin with postgres:// (postgres://user:password@host:5432/atrium).',
    );
  // With the folder of a socket as parameter the host may be left out; URL does not know that form.
  if (text && !URL.canParse(text.replace('@/', '@socket/')))
    throw new ConfigError(
      'DATABASE_URL cannot be read: it has the form postgres://user:password@host:5432/atrium, where % @ : / ? # of a password are written %25 %40 %3A %2F %3F %23.',
    );
  return text;
}

function readMailFrom(text: string | undefined, webUrl: string): string {
  const from = text ?? `Atrium <atrium@${new URL(webUrl).hostname}>`;
  if (!/^([^<>]*<)?[^\s@<>]+@[^\s@<>]+>?$/.test(from) || /\p{Cc}/u.test(from))
    throw new ConfigError(`ATRIUM_MAIL_FROM is "${from}": it takes an address, or Name <address>.`);
  return from;
}

function readSmtpUrl(text: string | undefined): string | undefined {
  if (text && !(/^smtps?:\/\//.test(text) && URL.canParse(text) && new URL(text).hostname))
    throw new ConfigError(
      'ATRIUM_SMTP_URL must have the form smtp://user:password@mail.example.org:587 (or smtps://), where % @ : / ? # of a password are written %25 %40 %3A %2F %3F %23.',
    );
  return text;
}

function readRootKey(secret: Read, name: string): Buffer | undefined {
  const text = secret(name);
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text) || key.length !== 32)
    throw new ConfigError(`${name} must be 32 bytes in base64. Make one with: openssl rand -base64 32`);
  return key;
}

import dns from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { NoAnswer } from '../../../storage/ladder.ts';
import { isForbidden, plainAddress } from './forbidden-addresses.ts';

/** Where the server may connect to (MODEL.md section 11). */
export interface ConnectionRules {
  /** Networks of a house or a company are allowed. */
  private_allowed: boolean;
  /** "host:port" that the operator allows whatever its address; never what is ours. */
  allow_hosts: readonly string[];
  /** Doors and database of ours: a host, or "0.0.0.0" and "::" for all of this machine. */
  own: readonly { host: string; port: number }[];
  /** "host:port" under which we are known, to which nothing is sent either. */
  own_names: readonly string[];
  /** All addresses of a name; tests give one of their own. */
  lookup?: (host: string) => Promise<string[]>;
}

/** Why a connection was not made; `code` is ours or the system's, never a text of the other side. */
export class NoConnection extends Error {
  readonly failed: NoAnswer;
  readonly code: string;

  constructor(failed: NoAnswer, code: string, cause?: unknown) {
    super(`${failed}: ${code}`, { cause });
    this.failed = failed;
    this.code = code;
  }
}

const CONNECT_MS = 5_000;
const MAX_ADDRESSES = 4;

const lookupAll = async (host: string) =>
  (await dns.lookup(host, { all: true })).map(({ address }) => address);

/**
 * Connects to a host, only at addresses that are allowed: names are looked up once, and what was checked is what is
 * connected to.
 * @throws NoConnection
 */
export async function connectGuarded(rules: ConnectionRules, host: string, port: number): Promise<Socket> {
  const name = `${isIP(host) === 6 ? `[${host}]` : host.toLowerCase().replace(/\.$/, '')}:${port}`;
  if (rules.own_names.includes(name)) throw new NoConnection('forbidden_address', 'own_address');
  const isAllowed = rules.allow_hosts.includes(name);
  const addresses = isIP(host) ? [host] : await addressesOf(rules, host);
  let last = new NoConnection('forbidden_address', 'forbidden_address');
  for (const address of addresses.slice(0, MAX_ADDRESSES)) {
    if (!isAllowed && isForbidden(address, { privateAllowed: rules.private_allowed })) continue;
    if (await isOwn(rules, address, port)) {
      last = new NoConnection('forbidden_address', 'own_address');
      continue;
    }
    try {
      return await connectTo(address, port);
    } catch (error) {
      if (!(error instanceof NoConnection)) throw error;
      last = error;
    }
  }
  throw last;
}

async function addressesOf({ lookup = lookupAll }: ConnectionRules, host: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoConnection('timeout', 'name_timeout')), CONNECT_MS);
  });
  try {
    return await Promise.race([lookup(host), late]);
  } catch (error) {
    if (error instanceof NoConnection) throw error;
    throw new NoConnection('name_unknown', codeOf(error), error);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether one of our doors or our database is there; those of the whole machine are at each of its addresses. */
async function isOwn(rules: ConnectionRules, address: string, port: number): Promise<boolean> {
  const wanted = plainAddress(address);
  for (const own of rules.own.filter((one) => one.port === port)) {
    if (own.host === '0.0.0.0' || own.host === '::') {
      const here = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
      if (isForbidden(address, { privateAllowed: true })) return true;
      if (here.some((one) => plainAddress(one.address) === wanted)) return true;
    }
    const addresses = isIP(own.host) ? [own.host] : await addressesOf(rules, own.host).catch(() => []);
    if (addresses.some((one) => plainAddress(one) === wanted)) return true;
  }
  return false;
}

function connectTo(address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const fail = (error: NoConnection) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(CONNECT_MS, () => fail(new NoConnection('timeout', 'connect_timeout')));
    socket.once('error', (error) => fail(noConnection(error)));
    socket.once('connect', () => {
      socket.setTimeout(0).removeAllListeners('timeout').removeAllListeners('error');
      if (plainAddress(socket.remoteAddress ?? '') === plainAddress(address)) resolve(socket);
      else fail(new NoConnection('forbidden_address', 'forbidden_address'));
    });
  });
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? 'unknown');

const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|HOSTNAME_|EPROTO)/;

/** What the system's error means to whoever asked. */
export function noConnection(error: unknown): NoConnection {
  if (error instanceof NoConnection) return error;
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return new NoConnection('refused', code, error);
  if (code === 'ETIMEDOUT') return new NoConnection('timeout', code, error);
  if (TLS_CODE.test(code)) return new NoConnection('tls', code, error);
  return new NoConnection('unreachable', code, error);
}

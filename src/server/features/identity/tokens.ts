import { randomBytes } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import { LRUCache } from 'lru-cache';
import { type Principal, wireRole } from '../../http/principal.ts';
import { API_VERSION, FEATURE_SET, SERVER_VERSION } from '../../version.ts';
import type { SigningKey } from '../keys/key-ring.ts';

/** 30 days: the agent renews when less than twelve hours remain. */
export const DEFAULT_TOKEN_S = 2_592_000;

/** Tokens whose signature was checked and is remembered. */
const MAX_CHECKED = 5_000;

/** What a token says. Clients inform themselves by it; the server trusts only the origin and the ids. */
export interface TokenClaims {
  session_id: string;
  iat: number;
  exp: number;
  /** Access key of the pair the token descends from, through every renewal. */
  origin: string;
  identity: { user: string; company: string; role: string; user_name: string; company_name: string };
  /** The service account or administrator that acts for `identity.user`. */
  impersonator?: string;
}

export interface Tokens {
  /**
   * Signs a token for who is calling. It ends after `ttl_s` seconds, and never later than its key pair.
   * @param ttl_s undefined or 0 means 30 days
   */
  issue(principal: Principal, ttl_s?: number | null): string;
  /** The claims of a token we signed that has not ended; undefined for anything else. */
  verify(token: string): TokenClaims | undefined;
}

/** Signs with the newest key, verifies with the one the token's header names. HS256 only. */
export function createTokens(keys: readonly SigningKey[]): Tokens {
  const newest = keys.at(-1);
  if (!newest) throw new Error('no token signing key');
  const sign = createSigner({ key: newest.secret, algorithm: 'HS256', kid: newest.kid });
  // A token of ours begins with one of these few headers: comparing text is cheaper than decoding it.
  const verifiers = new Map(
    keys.map(({ kid, secret }) => {
      const header = createSigner({ key: secret, algorithm: 'HS256', kid })({}).split('.', 1)[0];
      return [header, createVerifier({ key: secret, algorithms: ['HS256'], clockTolerance: 0 })];
    }),
  );
  // Saves only the check of the signature; whose token it is, and whether it still counts, is asked every time.
  const checked = new LRUCache<string, TokenClaims>({ max: MAX_CHECKED });
  const check = (token: string): TokenClaims | undefined => {
    try {
      return verifiers.get(token.slice(0, token.indexOf('.')))?.(token);
    } catch {
      return undefined;
    }
  };
  return {
    issue: (principal, ttl_s) => sign(claimsOf(principal, ttl_s || DEFAULT_TOKEN_S)),
    verify(token) {
      const known = checked.get(token);
      const claims = known ?? check(token);
      if (!claims || claims.exp * 1000 <= Date.now()) return undefined;
      if (!known) checked.set(token, claims);
      return claims;
    },
  };
}

function claimsOf(principal: Principal, ttl_s: number) {
  const { account, workspace, origin, impersonator } = principal;
  if (!('access_key' in origin)) throw new Error('a session gives no tokens');
  const iat = Math.floor(Date.now() / 1000);
  const end_s =
    origin.expires_at_ms === null ? Number.POSITIVE_INFINITY : Math.floor(origin.expires_at_ms / 1000);
  return {
    session_id: randomBytes(16).toString('hex'),
    iat,
    exp: Math.min(iat + ttl_s, end_s),
    env: '<unknown>',
    auth_type: 'Bearer',
    origin: origin.access_key,
    ...(impersonator && { impersonator: impersonator.id }),
    tenant: workspace.id,
    identity: {
      user: account.id,
      company: workspace.id,
      role: wireRole(principal.role),
      user_name: account.name,
      company_name: workspace.name,
      service_account_type: account.may_impersonate ? 2 : 1,
    },
    api_version: API_VERSION,
    server_version: SERVER_VERSION,
    feature_set: FEATURE_SET,
  };
}

import type { AppParts } from './app-parts.ts';
import type { Config, Secrets } from './config.ts';
import type { Db } from './db/database.ts';
import { createFirstAccount } from './features/accounts/accounts.ts';
import { offerClaim, withdrawClaim } from './features/accounts/claim.ts';
import { hasAccounts } from './features/accounts/store.ts';
import { WireError } from './http/errors.ts';
import { ConfigError } from './read-setting.ts';

/** What a start says when no account exists yet. */
export interface FirstStart {
  /** The one-time link that makes the first account; for stdout only, never for a log. */
  claim_url: string;
  withdraw(): Promise<void>;
}

/**
 * On a server without accounts: makes the first one from ATRIUM_ADMIN_*, or offers a claim link. On any other does
 * nothing.
 * @param onlyServer true when no other server can run on this database
 * @throws ConfigError when ATRIUM_ADMIN_* hold what an account may not have
 */
export async function firstStart(
  parts: AppParts,
  secrets: Pick<Secrets, 'admin_password'>,
  onlyServer = false,
): Promise<FirstStart | undefined> {
  const {
    config,
    keyRing,
    log,
    database: { db },
  } = parts;
  if (config.admin && secrets.admin_password && !(await hasAccounts(db))) {
    const made = await makeAdmin(db, config.admin, secrets.admin_password);
    if (made) log.info({ account: made.id }, 'made the first account from ATRIUM_ADMIN_EMAIL');
  }
  const secret = await offerClaim(db, keyRing, onlyServer);
  if (secret === undefined) return undefined;
  return {
    claim_url: `${config.web_url}/claim#${secret}`,
    withdraw: () => withdrawClaim(db, keyRing, secret),
  };
}

async function makeAdmin(db: Db, admin: NonNullable<Config['admin']>, password: string) {
  try {
    return await createFirstAccount(db, { ...admin, password }, async () => true);
  } catch (error) {
    if (!(error instanceof WireError && error.data.field)) throw error;
    const { field, rule, cure } = error.data;
    throw new ConfigError(
      [`ATRIUM_ADMIN_${String(field).toUpperCase()} ${rule}`, cure].filter(Boolean).join('. '),
      error,
    );
  }
}

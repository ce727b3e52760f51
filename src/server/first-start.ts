import type { AppParts } from './app-parts.ts';
import type { Secrets } from './config.ts';
import type { Db } from './db/database.ts';
import { createFirstAccount } from './features/accounts/accounts.ts';
import { offerClaim, withdrawClaim } from './features/accounts/claim.ts';
import { hasAccounts } from './features/accounts/store.ts';
import { WireError } from './http/errors.ts';
import { OperatorError } from './operator-error.ts';

/** What a start says when no account exists yet. */
export interface FirstStart {
  /** The one-time link that makes the first account; for stdout only, never for a log. */
  claim_url: string;
  withdraw(): Promise<void>;
}

/**
 * On a server without accounts: makes the first one from ATRIUM_ADMIN_*, or offers a claim link. On any other does
 * nothing.
 */
export async function firstStart(
  parts: AppParts,
  secrets: Pick<Secrets, 'admin_password'>,
): Promise<FirstStart | undefined> {
  const {
    config,
    keyRing,
    log,
    database: { db },
  } = parts;
  if (config.admin && secrets.admin_password && !(await hasAccounts(db))) {
    const id = await makeAdmin(db, { ...config.admin, password: secrets.admin_password });
    if (id) log.info({ account: id }, 'made the first account from ATRIUM_ADMIN_EMAIL');
  }
  const secret = await offerClaim(db, keyRing);
  if (secret === undefined) return undefined;
  return {
    claim_url: `${config.web_url}/claim#${secret}`,
    withdraw: () => withdrawClaim(db, keyRing, secret),
  };
}

/** @throws OperatorError naming what is wrong with ATRIUM_ADMIN_* */
async function makeAdmin(
  db: Db,
  person: { email: string; name: string; password: string },
): Promise<string | undefined> {
  try {
    return (await createFirstAccount(db, person, async () => true))?.id;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const { field = '', rule = '' } = error.data;
    throw new OperatorError(
      `ATRIUM_ADMIN_${field.toUpperCase()} ${rule}. Nothing was made; correct it and start again.`,
      2,
      error,
    );
  }
}

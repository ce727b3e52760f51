import type { AppParts } from './app-parts.ts';
import type { Secrets } from './config.ts';
import { createFirstAccount } from './features/accounts/accounts.ts';
import { offerClaim, withdrawClaim } from './features/accounts/claim.ts';

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
  if (config.admin && secrets.admin_password) {
    const made = await createFirstAccount(
      db,
      { ...config.admin, password: secrets.admin_password },
      async () => true,
    );
    if (made) log.info({ account: made.id }, 'made the first account from ATRIUM_ADMIN_EMAIL');
  }
  const secret = await offerClaim(db, keyRing);
  if (secret === undefined) return undefined;
  return {
    claim_url: `${config.web_url}/claim#${secret}`,
    withdraw: () => withdrawClaim(db, keyRing, secret),
  };
}

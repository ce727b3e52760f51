import type { AppParts } from './app-parts.ts';
import { accountAdminRoutes } from './features/accounts/admin-routes.ts';
import { ownAccountRoutes } from './features/accounts/own-account-routes.ts';
import { selfRoutes } from './features/accounts/self-routes.ts';
import { userRoutes } from './features/accounts/user-routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { type CredentialUses, createCredentialUses } from './features/credentials/credential-uses.ts';
import { credentialRoutes } from './features/credentials/routes.ts';
import { authRoutes } from './features/identity/auth-routes.ts';
import { createAuthenticate } from './features/identity/authenticate.ts';
import { createIdentities } from './features/identity/identities.ts';
import { createImpersonationLog } from './features/identity/impersonation-log.ts';
import { createTokens } from './features/identity/tokens.ts';
import { acceptRoutes } from './features/invitations/accept-routes.ts';
import { invitationRoutes } from './features/invitations/routes.ts';
import { createMailing } from './features/mail/smtp.ts';
import { createMemberUses } from './features/members/member-uses.ts';
import { membersRoutes } from './features/members/routes.ts';
import { preferenceRoutes } from './features/preferences/routes.ts';
import { serviceAccountRoutes } from './features/service-accounts/routes.ts';
import { loginRoutes } from './features/sessions/login-routes.ts';
import { resetRoutes } from './features/sessions/reset-routes.ts';
import { sessionRoutes } from './features/sessions/routes.ts';
import { createSessionUses, type SessionUses } from './features/sessions/session-uses.ts';
import { connectionRules } from './features/storage-access/connection-rules.ts';
import { storageDoctorRoutes } from './features/storage-access/doctor-routes.ts';
import { createGuardedFetch, type GuardedFetch } from './features/storage-access/guarded-fetch.ts';
import { storageObjectRoutes } from './features/storage-access/object-routes.ts';
import { ownStorageRoutes } from './features/storage-access/own-routes.ts';
import { createPageOrigins } from './features/storage-access/page-origins.ts';
import { storageAccessRoutes } from './features/storage-access/routes.ts';
import { createStoreClocks } from './features/storage-access/store-clocks.ts';
import { storageCleanupRoutes } from './features/storage-cleanup/routes.ts';
import { systemRoutes } from './features/system/routes.ts';
import { usageRoutes } from './features/usage/routes.ts';
import { vaultClientRoutes } from './features/vaults/client-routes.ts';
import { createFetchLog } from './features/vaults/fetch-log.ts';
import { vaultRoutes } from './features/vaults/routes.ts';
import { createServedVaults } from './features/vaults/served-vaults.ts';
import { memberRoutes } from './features/workspaces/member-routes.ts';
import { membershipRoutes } from './features/workspaces/membership-routes.ts';
import { ownWorkspaceRoutes } from './features/workspaces/own-routes.ts';
import { workspaceRoutes } from './features/workspaces/routes.ts';
import { seatRoutes } from './features/workspaces/seat-routes.ts';
import type { Authenticate } from './http/caller-facts.ts';
import type { Handlers } from './http/endpoint-handler.ts';
import type { OriginsFor } from './http/page.ts';

export interface Features {
  handlers: Handlers;
  authenticate: Authenticate;
  credentialUses: CredentialUses;
  sessionUses: SessionUses;
  /** The one way in which the server sends requests to addresses that people typed. */
  guardedFetch: GuardedFetch;
  /** Which origins of storage the page's policy admits. */
  pageOrigins: OriginsFor;
  /** Writes what is gathered in memory. */
  flush(): Promise<void>;
}

/** Joins every feature's methods into one table; the compiler refuses a method of the contract without a handler. */
export function createHandlers({ database, changes, keyRing, config, secrets, log }: AppParts): Features {
  const { db } = database;
  const credentialUses = createCredentialUses(db);
  const sessionUses = createSessionUses(db);
  const memberUses = createMemberUses(db);
  const impersonations = createImpersonationLog(db, log);
  const fetchLog = createFetchLog(db);
  const servedVaults = createServedVaults(db, changes, keyRing);
  const tokens = createTokens(keyRing.signingKeys);
  const identities = createIdentities(db, changes, keyRing);
  const authenticate = createAuthenticate({
    identities,
    keyRing,
    tokens,
    impersonated: impersonations.note,
    seen(principal, facts) {
      memberUses.note(principal);
      if ('session_id' in principal.origin) sessionUses.note(principal.origin.session_id, facts.address);
      else credentialUses.note(principal, facts);
    },
  });
  const guardedFetch = createGuardedFetch(connectionRules(config, database.connection));
  const common = { db, config, keyRing };
  const origin = config.web_origins[0] ?? '';
  const storage = { ...common, guardedFetch, clocks: createStoreClocks(), origin };
  return {
    authenticate,
    credentialUses,
    sessionUses,
    guardedFetch,
    pageOrigins: createPageOrigins({ db, identities, log }),
    handlers: {
      ...accountAdminRoutes(common),
      ...auditRoutes(common),
      ...authRoutes({ db, tokens, authenticate, loggedIn: fetchLog.noteLogin }),
      ...acceptRoutes(common),
      ...credentialRoutes({ ...common, credentialUses }),
      ...invitationRoutes({ ...common, mailing: createMailing({ ...config, ...secrets, log }) }),
      ...loginRoutes(common),
      ...memberRoutes(common),
      ...membersRoutes({ db, memberUses }),
      ...membershipRoutes(common),
      ...ownWorkspaceRoutes(common),
      ...ownAccountRoutes(common),
      ...ownStorageRoutes(common),
      ...preferenceRoutes(common),
      ...resetRoutes(common),
      ...selfRoutes(common),
      ...seatRoutes(common),
      ...serviceAccountRoutes({ ...common, credentialUses }),
      ...sessionRoutes(common),
      ...storageAccessRoutes(common),
      ...storageDoctorRoutes(storage),
      ...storageObjectRoutes(storage),
      ...storageCleanupRoutes(common),
      ...systemRoutes(common),
      ...usageRoutes(common),
      ...userRoutes(common),
      ...vaultClientRoutes({ ...common, servedVaults, fetchLog }),
      ...vaultRoutes({ ...common, fetchLog }),
      ...workspaceRoutes(common),
    },
    async flush() {
      await credentialUses.flush();
      await sessionUses.flush();
      await memberUses.flush();
      await fetchLog.flush();
    },
  };
}

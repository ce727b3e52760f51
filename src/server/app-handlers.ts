import type { AppParts } from './app-parts.ts';
import { accountAdminRoutes } from './features/accounts/admin-routes.ts';
import { ownAccountRoutes } from './features/accounts/own-account-routes.ts';
import { selfRoutes } from './features/accounts/self-routes.ts';
import { userRoutes } from './features/accounts/user-routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { type CredentialUses, createCredentialUses } from './features/credentials/credential-uses.ts';
import { credentialRoutes } from './features/credentials/routes.ts';
import { eventHooks } from './features/events/dropped-events.ts';
import { logRoutes } from './features/events/log-routes.ts';
import { rawRoutes } from './features/events/raw-routes.ts';
import { eventRoutes } from './features/events/routes.ts';
import { sampleRoutes } from './features/events/sample-routes.ts';
import { scalarRoutes } from './features/events/scalar-routes.ts';
import { stepRoutes } from './features/events/step-routes.ts';
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
import { modelLifeRoutes } from './features/models/life-routes.ts';
import { modelRoutes } from './features/models/routes.ts';
import { organizationRoutes } from './features/organization/routes.ts';
import { preferenceRoutes } from './features/preferences/routes.ts';
import { projectLookupRoutes } from './features/projects/lookup-routes.ts';
import { projectRoutes } from './features/projects/routes.ts';
import { queueEntryRoutes } from './features/queues/entry-routes.ts';
import { queueRoutes } from './features/queues/routes.ts';
import { serviceAccountRoutes } from './features/service-accounts/routes.ts';
import { loginRoutes } from './features/sessions/login-routes.ts';
import { resetRoutes } from './features/sessions/reset-routes.ts';
import { sessionRoutes } from './features/sessions/routes.ts';
import { createSessionUses, type SessionUses } from './features/sessions/session-uses.ts';
import { systemRoutes } from './features/system/routes.ts';
import { taskEditRoutes } from './features/tasks/edit-routes.ts';
import { taskManyRoutes } from './features/tasks/many-routes.ts';
import { taskReadRoutes } from './features/tasks/read-routes.ts';
import { taskStateRoutes } from './features/tasks/state-routes.ts';
import type { TaskHooks } from './features/tasks/task-hooks.ts';
import { wholeTaskRoutes } from './features/tasks/whole-routes.ts';
import { usageRoutes } from './features/usage/routes.ts';
import { vaultClientRoutes } from './features/vaults/client-routes.ts';
import { createFetchLog } from './features/vaults/fetch-log.ts';
import { vaultRoutes } from './features/vaults/routes.ts';
import { createServedVaults } from './features/vaults/served-vaults.ts';
import { workerRoutes } from './features/workers/routes.ts';
import { memberRoutes } from './features/workspaces/member-routes.ts';
import { membershipRoutes } from './features/workspaces/membership-routes.ts';
import { ownWorkspaceRoutes } from './features/workspaces/own-routes.ts';
import { workspaceRoutes } from './features/workspaces/routes.ts';
import { seatRoutes } from './features/workspaces/seat-routes.ts';
import type { Authenticate } from './http/caller-facts.ts';
import type { Handlers } from './http/endpoint-handler.ts';

export interface Features {
  handlers: Handlers;
  authenticate: Authenticate;
  credentialUses: CredentialUses;
  sessionUses: SessionUses;
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
  const authenticate = createAuthenticate({
    identities: createIdentities(db, changes, keyRing),
    keyRing,
    tokens,
    impersonated: impersonations.note,
    seen(principal, facts) {
      memberUses.note(principal);
      if ('session_id' in principal.origin) sessionUses.note(principal.origin.session_id, facts.address);
      else credentialUses.note(principal, facts);
    },
  });
  const taskHooks: TaskHooks[] = [eventHooks];
  const common = { db, config, keyRing };
  return {
    authenticate,
    credentialUses,
    sessionUses,
    handlers: {
      ...accountAdminRoutes(common),
      ...auditRoutes(common),
      ...authRoutes({ db, tokens, authenticate, loggedIn: fetchLog.noteLogin }),
      ...acceptRoutes(common),
      ...credentialRoutes({ ...common, credentialUses }),
      ...eventRoutes(common),
      ...logRoutes(common),
      ...sampleRoutes(common),
      ...rawRoutes(common),
      ...scalarRoutes(common),
      ...stepRoutes(common),
      ...invitationRoutes({ ...common, mailing: createMailing({ ...config, ...secrets, log }) }),
      ...loginRoutes(common),
      ...memberRoutes(common),
      ...membersRoutes({ db, memberUses }),
      ...membershipRoutes(common),
      ...ownWorkspaceRoutes(common),
      ...ownAccountRoutes(common),
      ...modelLifeRoutes({ ...common, hooks: taskHooks }),
      ...modelRoutes(common),
      ...organizationRoutes(common),
      ...preferenceRoutes(common),
      ...queueEntryRoutes(common),
      ...queueRoutes(common),
      ...projectLookupRoutes(common),
      ...projectRoutes({ ...common, hooks: taskHooks }),
      ...resetRoutes(common),
      ...selfRoutes(common),
      ...seatRoutes(common),
      ...serviceAccountRoutes({ ...common, credentialUses }),
      ...sessionRoutes(common),
      ...systemRoutes(common),
      ...taskEditRoutes(common),
      ...taskManyRoutes({ ...common, hooks: taskHooks }),
      ...taskReadRoutes(common),
      ...taskStateRoutes({ ...common, hooks: taskHooks }),
      ...wholeTaskRoutes({ ...common, hooks: taskHooks }),
      ...usageRoutes(common),
      ...userRoutes(common),
      ...vaultClientRoutes({ ...common, servedVaults, fetchLog }),
      ...vaultRoutes({ ...common, fetchLog }),
      ...workerRoutes(common),
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

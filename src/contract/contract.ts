import type { z } from 'zod';
import { accounts } from './accounts.ts';
import { audit } from './audit.ts';
import { auth } from './auth.ts';
import { credentials } from './credentials.ts';
import { debug } from './debug.ts';
import type { Endpoint } from './endpoint.ts';
import { events } from './events.ts';
import { eventsConsole } from './events-console.ts';
import { eventsRead } from './events-read.ts';
import { eventsSteps } from './events-steps.ts';
import { invitations } from './invitations.ts';
import { login } from './login.ts';
import { members } from './members.ts';
import { models } from './models.ts';
import { organization } from './organization.ts';
import { ownAccount } from './own-account.ts';
import { projects } from './projects.ts';
import { queues } from './queues.ts';
import { server } from './server.ts';
import { serviceAccounts } from './service-accounts.ts';
import { sessions } from './sessions.ts';
import { storage } from './storage.ts';
import { storageAccess } from './storage-access.ts';
import { storageCleanup } from './storage-cleanup.ts';
import { storageDoctor } from './storage-doctor.ts';
import { storageObjects } from './storage-objects.ts';
import { tasksMany } from './tasks-many.ts';
import { tasksObjects } from './tasks-objects.ts';
import { tasksRead } from './tasks-read.ts';
import { tasksState } from './tasks-state.ts';
import { tasksWrite } from './tasks-write.ts';
import { users } from './users.ts';
import { vaults } from './vaults.ts';
import { workers } from './workers.ts';
import { workspaces } from './workspaces.ts';

/** Every method of the wire, by name. Server, page, OpenAPI and the abuse tests read this one table. */
export const contract = {
  ...accounts,
  ...audit,
  ...auth,
  ...credentials,
  ...debug,
  ...events,
  ...eventsConsole,
  ...eventsRead,
  ...eventsSteps,
  ...invitations,
  ...login,
  ...members,
  ...models,
  ...organization,
  ...ownAccount,
  ...projects,
  ...queues,
  ...server,
  ...serviceAccounts,
  ...sessions,
  ...storage,
  ...storageAccess,
  ...storageCleanup,
  ...storageDoctor,
  ...storageObjects,
  ...tasksMany,
  ...tasksObjects,
  ...tasksRead,
  ...tasksState,
  ...tasksWrite,
  ...users,
  ...vaults,
  ...workers,
  ...workspaces,
} satisfies Record<string, Endpoint>;

export type Contract = typeof contract;
export type EndpointName = keyof Contract;
/** What a caller sends (defaults left out). */
export type RequestOf<Name extends EndpointName> = z.input<Contract[Name]['request']>;
/** What a handler receives (defaults filled in). */
export type ParsedRequestOf<Name extends EndpointName> = z.output<Contract[Name]['request']>;
/** What a handler gives and a caller receives. */
export type ResponseOf<Name extends EndpointName> = z.output<Contract[Name]['response']>;

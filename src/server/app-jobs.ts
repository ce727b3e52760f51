import type { Features } from './app-handlers.ts';
import type { AppParts } from './app-parts.ts';
import { keepAuditLog } from './features/audit/keep-audit-log.ts';
import { compactEvents } from './features/events/compact-events.ts';
import { removeDroppedEvents } from './features/events/dropped-events.ts';
import { removeOldEvents } from './features/events/old-events.ts';
import { keepEventPartitions } from './features/events/partitions.ts';
import { filesAddresses } from './features/files/stored-address.ts';
import { SESSION_IDLE_S } from './features/identity/identities.ts';
import { deleteEndedTokenRevocations } from './features/identity/store.ts';
import { deleteOldInvitations } from './features/invitations/change-store.ts';
import { endOldHandOver } from './features/keys/hand-over.ts';
import { deleteOldSamples, sampleQueues } from './features/queues/samples-store.ts';
import { logFailedSignIns } from './features/sessions/failed-sign-ins.ts';
import { deleteEndedSessions } from './features/sessions/store.ts';
import { deleteOldDeletions } from './features/storage-cleanup/deletions-store.ts';
import { runDeletions } from './features/storage-cleanup/run-deletions.ts';
import { sendBy } from './features/storage-cleanup/send-to-store.ts';
import { reportUsage } from './features/usage/usage.ts';
import { deleteOldFetches } from './features/vaults/rollout-store.ts';
import { deleteOldWorkerData } from './features/workers/worker-store.ts';
import { eraseDeletedWorkspaces } from './features/workspaces/workspaces.ts';
import type { Job } from './jobs.ts';

/** What runs in the background. */
export function appJobs(
  { database: { db }, keyRing, files, config, log }: AppParts,
  features: Features,
): Job[] {
  const send = sendBy(features.guardedFetch);
  const own = { store: files, addresses: filesAddresses(config) };
  return [
    { name: 'write last uses', every_s: 2, run: features.flush },
    { name: 'log failed sign-ins', every_s: 600, run: () => logFailedSignIns(db) },
    { name: 'remove ended sessions', every_s: 3600, run: () => deleteEndedSessions(db, SESSION_IDLE_S) },
    { name: 'remove ended token revocations', every_s: 3600, run: () => deleteEndedTokenRevocations(db) },
    { name: 'forget old vault fetches', every_s: 3600, run: () => deleteOldFetches(db) },
    { name: 'forget old invitations', every_s: 3600, run: () => deleteOldInvitations(db) },
    {
      name: 'delete stored objects',
      every_s: 2,
      run: () => runDeletions({ db, keyRing, send, files: own, log }),
    },
    { name: 'forget old deletions', every_s: 3600, run: () => deleteOldDeletions(db) },
    { name: 'erase deleted workspaces', every_s: 3600, run: () => eraseDeletedWorkspaces(db, files) },
    { name: 'remove abandoned uploads', every_s: 3600, run: () => files.removeAbandoned() },
    { name: 'end the hand-over of a root key', every_s: 300, run: () => endOldHandOver(db) },
    { name: 'keep the audit log', every_s: 3600, run: () => keepAuditLog(db, config.audit_days) },
    { name: 'sample queues', every_s: 60, run: () => sampleQueues(db) },
    { name: 'forget old samples of queues', every_s: 3600, run: () => deleteOldSamples(db) },
    { name: 'forget old measurements of workers', every_s: 3600, run: () => deleteOldWorkerData(db) },
    { name: 'make months of events', every_s: 3600, run: () => keepEventPartitions(db) },
    { name: 'remove events that are gone', every_s: 60, run: () => removeDroppedEvents(db) },
    { name: 'remove old events', every_s: 3600, run: () => removeOldEvents(db, config.events_days) },
    { name: 'join pieces of events', every_s: 60, run: () => compactEvents(db) },
    { name: 'usage report', every_s: 3600, run: () => reportUsage(db, config, log) },
  ];
}

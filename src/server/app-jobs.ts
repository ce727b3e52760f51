import type { Features } from './app-handlers.ts';
import type { AppParts } from './app-parts.ts';
import { keepAuditLog } from './features/audit/keep-audit-log.ts';
import { SESSION_IDLE_S } from './features/identity/identities.ts';
import { deleteEndedTokenRevocations } from './features/identity/store.ts';
import { deleteOldInvitations } from './features/invitations/change-store.ts';
import { endOldHandOver } from './features/keys/hand-over.ts';
import { logFailedSignIns } from './features/sessions/failed-sign-ins.ts';
import { deleteEndedSessions } from './features/sessions/store.ts';
import { deleteOldDeletions } from './features/storage-cleanup/deletions-store.ts';
import { runDeletions } from './features/storage-cleanup/run-deletions.ts';
import { sendBy } from './features/storage-cleanup/send-to-store.ts';
import { reportUsage } from './features/usage/usage.ts';
import { deleteOldFetches } from './features/vaults/rollout-store.ts';
import { eraseDeletedWorkspaces } from './features/workspaces/workspaces.ts';
import type { Job } from './jobs.ts';

/** What runs in the background. */
export function appJobs({ database: { db }, keyRing, config, log }: AppParts, features: Features): Job[] {
  const send = sendBy(features.guardedFetch);
  return [
    { name: 'write last uses', every_s: 2, run: features.flush },
    { name: 'log failed sign-ins', every_s: 600, run: () => logFailedSignIns(db) },
    { name: 'remove ended sessions', every_s: 3600, run: () => deleteEndedSessions(db, SESSION_IDLE_S) },
    { name: 'remove ended token revocations', every_s: 3600, run: () => deleteEndedTokenRevocations(db) },
    { name: 'forget old vault fetches', every_s: 3600, run: () => deleteOldFetches(db) },
    { name: 'forget old invitations', every_s: 3600, run: () => deleteOldInvitations(db) },
    { name: 'delete stored objects', every_s: 2, run: () => runDeletions({ db, keyRing, send, log }) },
    { name: 'forget old deletions', every_s: 3600, run: () => deleteOldDeletions(db) },
    { name: 'erase deleted workspaces', every_s: 3600, run: () => eraseDeletedWorkspaces(db) },
    { name: 'end the hand-over of a root key', every_s: 300, run: () => endOldHandOver(db) },
    { name: 'keep the audit log', every_s: 3600, run: () => keepAuditLog(db, config.audit_days) },
    { name: 'usage report', every_s: 3600, run: () => reportUsage(db, config, log) },
  ];
}

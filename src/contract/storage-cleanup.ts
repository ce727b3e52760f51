import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { id, integer, nothing, time } from './fields.ts';
import { resetStorageSettings, shownStorageSettings, storageSettings } from './storage.ts';

/** Objects that one deletion takes at most. */
export const MAX_DELETED_URLS = 10_000;

/** Enough for that many addresses of a common length; the longest ones need several deletions. */
const URLS_BYTES = 8 * 1024 * 1024;

/** Of the account, whichever workspace: only the page keeps these. */
const own = { atrium: true, no_impersonation: true, scope: 'account', session_only: true } as const;

const deletion = z.object({
  id,
  created: time,
  /** When nothing was left to do; null while it works or waits for another try. */
  finished: time.nullable(),
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  total: z.number(),
  deleted: z.number(),
  failed: z.number(),
  /** When the next object is tried; null when it is finished. */
  next_try: time.nullable(),
});

const failed = z.object({
  url: z.string(),
  /** Such as "access_denied". */
  code: z.string(),
  /** Why it could not be deleted, and what to do. */
  reason: z.string(),
  tries: z.number(),
});

const pageSize = (most: number, usual: number) => integer.pipe(z.number().min(1).max(most)).default(usual);

export const storageCleanup = {
  'storage_cleanup.get_own_settings': endpoint(
    {
      ...own,
      summary: "Shows the caller's own credentials for deleting stored objects, every secret masked.",
      effect: 'read',
    },
    nothing,
    shownStorageSettings,
  ),
  'storage_cleanup.set_own_settings': endpoint(
    {
      ...own,
      summary: "Replaces the caller's own credentials, as storage.set_settings does the workspace's.",
      effect: 'write',
    },
    storageSettings,
    z.object({ updated: z.number() }),
  ),
  'storage_cleanup.reset_own_settings': endpoint(
    { ...own, summary: "Forgets the caller's own credentials of these providers.", effect: 'write' },
    resetStorageSettings,
    z.object({ updated: z.number() }),
  ),
  'storage_cleanup.create': endpoint(
    {
      atrium: true,
      roles: ADMINISTRATORS,
      no_impersonation: true,
      body_limit: URLS_BYTES,
      effect: 'write',
      summary:
        "Deletes stored objects in the background, with the caller's own credentials, else the workspace's.",
    },
    z.object({ urls: z.array(z.string().min(1).max(4096)).min(1).max(MAX_DELETED_URLS) }),
    z.object({ id }),
  ),
  'storage_cleanup.get_all': endpoint(
    {
      atrium: true,
      no_impersonation: true,
      effect: 'read',
      summary:
        'Lists deletions of the last 30 days, the newest first: administrators see all, others their own.',
    },
    z.object({ after: z.string().max(256).nullish(), page_size: pageSize(100, 20) }),
    z.object({ deletions: z.array(deletion), next: z.string().nullable() }),
  ),
  'storage_cleanup.get_by_id': endpoint(
    {
      atrium: true,
      no_impersonation: true,
      effect: 'read',
      summary: 'Shows how far a deletion is, and what it could not delete with the reason.',
    },
    z.object({
      id,
      /** The number of the last failed object of the page before. */
      after: integer.pipe(z.number().min(0).max(2_147_483_647)).default(0),
      page_size: pageSize(1000, 100),
    }),
    z.object({ deletion, failures: z.array(failed), next: z.number().nullable() }),
  ),
  'storage_cleanup.retry': endpoint(
    {
      atrium: true,
      no_impersonation: true,
      roles: ['owner', 'administrator', 'member'],
      effect: 'write',
      summary: 'Tries again what a deletion could not delete.',
    },
    z.object({ id }),
    z.object({ retried: z.number() }),
  ),
};

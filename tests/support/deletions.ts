import { expect } from 'vitest';
import { filesAddresses } from '../../src/server/features/files/stored-address.ts';
import type { SendToStore } from '../../src/server/features/storage-cleanup/delete-object.ts';
import { startDeletion } from '../../src/server/features/storage-cleanup/deletions.ts';
import { runDeletions } from '../../src/server/features/storage-cleanup/run-deletions.ts';
import { saveSettings } from '../../src/server/features/storage-cleanup/settings.ts';
import type { StorageSettings } from '../../src/server/features/storage-cleanup/settings-document.ts';
import type { Answer } from '../../src/storage/ladder.ts';
import type { Seeded } from './seeds.ts';
import type { TestApp } from './test-app.ts';

export type Reply = Answer | { failed: 'timeout' | 'refused' | 'forbidden_address'; detail: string };

export const GONE: Answer = { status: 204, headers: {}, text: '' };

/** A store's refusal in the XML that S3 and Google Cloud write. */
export const refused = (status: number, code: string, more = ''): Answer => ({
  status,
  headers: {},
  text: `<?xml version="1.0"?><Error><Code>${code}</Code>${more}</Error>`,
});

/** A store that answers by a function and remembers what it was asked. */
export function answeringStore(reply: (url: URL, nth: number) => Reply | Promise<Reply> = () => GONE) {
  const asked: URL[] = [];
  const send: SendToStore = async ({ url, method }) => {
    expect(method).toBe('DELETE');
    asked.push(new URL(url));
    return reply(new URL(url), asked.length);
  };
  const objects = () => asked.map(({ host, pathname }) => host + pathname);
  const signers = () => asked.map((url) => url.searchParams.get('X-Amz-Credential')?.split('/')[0]);
  return { send, asked, objects, signers };
}

export const AWS = { aws: { key: 'AKIAWORKSPACE', secret: 's', region: 'eu-west-1' } };

const PACE = { delays_s: [0, 0, 0, 0], lease_s: 60, group: 16, lanes: 3, run_s: 20 };

/** Credentials and deletions of a person in their workspace, worked on when a test says so. */
export function deletionsOf(app: TestApp, { id: account_id, workspace_id, session }: Seeded) {
  const { database, keyRing, config, log } = app.parts;
  const files = { store: app.parts.files, addresses: filesAddresses(config) };
  const save = (purpose: 'workspace' | 'account', id: string, settings: StorageSettings) =>
    saveSettings(database.db, keyRing, { purpose, id }, settings, { actor_id: null });
  const shown = async (id: string) => {
    const as = { session, tenant: workspace_id };
    const { deletion, failures } = (await app.call('storage_cleanup.get_by_id', { id }, as)).data;
    const { total, deleted, failed, finished } = deletion;
    return { counts: [total, deleted, failed], finished: finished !== null, failures };
  };
  return {
    save,
    saveForWorkspace: (settings: StorageSettings = AWS) => save('workspace', workspace_id, settings),
    start: (urls: readonly string[], by = account_id) =>
      startDeletion(database.db, { workspace_id, account_id: by, urls }),
    shown,
    /** Why objects could not be deleted, in their order. */
    codes: async (id: string) => (await shown(id)).failures.map(({ code }: { code: string }) => code),
    run: (send: SendToStore, pace: Partial<typeof PACE> = {}) =>
      runDeletions({ db: database.db, keyRing, send, files, log }, { ...PACE, ...pace }),
  };
}

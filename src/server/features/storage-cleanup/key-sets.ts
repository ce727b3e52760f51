import type { Db } from '../../db/database.ts';
import { findMember } from '../workspaces/member-store.ts';
import { type CleanupKey, keysOf } from './cleanup-keys.ts';
import { type Keys, openSettings } from './settings.ts';

/** Credentials for deleting, as they are tried: the requester's own while they are a member, then the workspace's. */
export async function keySetsOf(
  { db, keyRing }: { db: Db; keyRing: Keys },
  { workspace_id, account_id }: { workspace_id: string; account_id: string },
): Promise<CleanupKey[][]> {
  const member = await findMember(db, workspace_id, account_id);
  const owners = [
    ...(member?.state === 'active' ? [{ purpose: 'account', id: account_id } as const] : []),
    { purpose: 'workspace', id: workspace_id } as const,
  ];
  return Promise.all(owners.map(async (owner) => keysOf((await openSettings(db, keyRing, owner)).settings)));
}

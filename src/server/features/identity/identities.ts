import type { Changes } from '../../db/changes.ts';
import type { Db } from '../../db/database.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { StateCache } from './state-cache.ts';
import {
  findKeyState,
  findMemberState,
  findSessionState,
  type KeyState,
  type MemberState,
  type SessionState,
} from './store.ts';

/** A session ends after this many seconds without use: 14 days. */
export const SESSION_IDLE_S = 14 * 86_400;

/** Current state of key pairs, sessions and memberships, from memory while it may be trusted. */
export interface Identities {
  key(accessKey: string): Promise<KeyState | undefined>;
  session(secret: string): Promise<SessionState | undefined>;
  member(workspaceId: string, accountId: string): Promise<MemberState | undefined>;
}

const ID = /^[0-9a-f]{32}$/;
const MAX_KEY_LENGTH = 64;

export function createIdentities(db: Db, changes: Changes, keyRing: Pick<KeyRing, 'hashSecret'>): Identities {
  const keys = new StateCache<KeyState>(changes);
  const sessions = new StateCache<SessionState>(changes);
  const members = new StateCache<MemberState>(changes);
  return {
    async key(accessKey) {
      if (accessKey.length > MAX_KEY_LENGTH || accessKey.includes('\0')) return undefined;
      return keys.get(accessKey, () => findKeyState(db, accessKey), [`key:${accessKey}`]);
    },
    session(secret) {
      const hash = keyRing.hashSecret('session', secret);
      return sessions.get(hash.toString('base64'), () => findSessionState(db, hash, SESSION_IDLE_S));
    },
    async member(workspaceId, accountId) {
      if (!ID.test(workspaceId) || !ID.test(accountId)) return undefined;
      return members.get(`${workspaceId} ${accountId}`, () => findMemberState(db, workspaceId, accountId), [
        `member:${workspaceId}:${accountId}`,
      ]);
    },
  };
}

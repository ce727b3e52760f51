import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { KEYS_LOCK } from './data-keys.ts';
import { endHandOver, leaveHandOver } from './hand-over.ts';
import type { RootKey } from './root-key.ts';
import { announceRootKey, listAllKeys, rewrapKeys } from './store.ts';
import { openKey, wrap } from './wrapped-key.ts';

interface Rotation {
  old: RootKey;
  next: RootKey;
  /** Whether running processes learn the new root key from the database. */
  handOver: boolean;
  /** Runs when all keys were opened, before the first is written. */
  prepare?: () => void;
}

/**
 * Wraps every key with another root key, all or none; what the keys encrypt stays as it is.
 * @returns how many keys that were
 * @throws OperatorError when both root keys are the same, RootKeyError when the old one does not open every key
 */
export async function rotateRootKey(
  db: Db,
  { old, next, handOver, prepare }: Rotation,
  actor: Actor,
): Promise<number> {
  if (old.id === next.id)
    throw new OperatorError(
      `The new root key is the present one (id ${old.id}); nothing was changed. Make another with: openssl rand -base64 32`,
    );
  return inTransaction(db, async (tx) => {
    await lockInTransaction(tx, KEYS_LOCK);
    const rows = await listAllKeys(tx);
    const wrapped = rows.map((row) => ({ id: row.id, ...wrap(next, row, openKey(old, row)) }));
    prepare?.();
    await rewrapKeys(tx, next.id, wrapped);
    if (handOver) await leaveHandOver(tx, old, next);
    else await endHandOver(tx);
    await append(tx, {
      ...actor,
      action: 'keys.rotated',
      workspace_id: null,
      account_id: null,
      detail: { from: old.id, to: next.id, keys: rows.length, hand_over: handOver },
    });
    await announceRootKey(tx);
    return rows.length;
  });
}

/** Ends the hand-over of the last rotation before its time; false when there was none. */
export async function finishRotation(db: Db, actor: Actor): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const ended = await endHandOver(tx);
    if (ended)
      await append(tx, { ...actor, action: 'keys.hand_over_ended', workspace_id: null, account_id: null });
    return ended;
  });
}

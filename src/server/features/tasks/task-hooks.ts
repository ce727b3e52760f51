import type { Db } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { type Actor, actorOf } from '../audit/actor.ts';
import type { TaskKey } from './task-store.ts';

/** Who asked for stored objects to go: their own credentials are tried first. */
export interface Requester {
  account_id: string;
  actor: Actor;
}

/** A task whose events and outputs go, because it is reset or deleted; or a model that is deleted. */
export interface DroppedTask extends TaskKey {
  /** Where its artifacts, its models and what its events show are stored. */
  urls: string[];
  /** The task; for a model, the task that made it, too: its objects lie in a folder named after one of them. */
  stored_by: string[];
  /** Set when the caller asked for the stored objects to go too. */
  asked_by: Requester | undefined;
  /** For a reset: the generation of the task's events from now on. */
  reset_generation?: number | undefined;
}

/** What other features do when tasks are reset or deleted, in the same transaction. */
export interface TaskHooks {
  /** URLs of files that a task's events name. */
  eventUrls(tx: Db, task: TaskKey): Promise<string[]>;
  /** Gives the id of the deletion of stored objects, if one began. */
  dropped(tx: Db, task: DroppedTask): Promise<string | undefined>;
}

/** URLs of files that a task's events name, whichever feature knows of them. */
export async function gatherEventUrls(tx: Db, hooks: readonly TaskHooks[], task: TaskKey): Promise<string[]> {
  const urls: string[] = [];
  for (const hook of hooks) urls.push(...(await hook.eventUrls(tx, task)));
  return urls;
}

/** Tells every feature; gives the id of the deletion of stored objects, if one began. */
export async function tellDropped(
  tx: Db,
  hooks: readonly TaskHooks[],
  task: DroppedTask,
): Promise<string | undefined> {
  let deletion: string | undefined;
  for (const hook of hooks) deletion = (await hook.dropped(tx, task)) ?? deletion;
  return deletion;
}

/**
 * Who wants stored objects to go, if the call says so.
 * @throws WireError 403/20 for an account that acts for another: it would use the other's own credentials
 */
export function requesterOf(
  caller: Principal,
  facts: CallerFacts,
  wanted: boolean | null | undefined,
): Requester | undefined {
  if (!wanted) return undefined;
  if (caller.impersonator)
    throw new WireError('role_not_allowed', {
      field: 'delete_stored_objects',
      rule: 'not while acting for another account',
    });
  return { account_id: caller.account.id, actor: actorOf(caller, facts) };
}

import type { Db } from '../../db/database.ts';
import type { TaskKey } from './task-store.ts';

/** A task whose events and outputs go, because it is reset or deleted. */
export interface DroppedTask extends TaskKey {
  /** Where its artifacts, its models and what its events show are stored. */
  urls: string[];
  /** The caller asked for the stored files to go too. */
  with_files: boolean;
}

/** What other features do when tasks are reset or deleted, in the same transaction. */
export interface TaskHooks {
  /** URLs of files that a task's events name. */
  eventUrls(tx: Db, task: TaskKey): Promise<string[]>;
  dropped(tx: Db, task: DroppedTask): Promise<void>;
}

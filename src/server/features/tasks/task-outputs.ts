import type { Db } from '../../db/database.ts';
import { deleteModels, findDraftModels } from './outputs-store.ts';
import type { TaskHooks } from './task-hooks.ts';
import { readPart, type TaskKey } from './task-store.ts';

/** What goes with a task's outputs, as its reset and its deletion are asked for. */
export interface Cleanup {
  delete_output_models?: boolean | null | undefined;
  delete_external_artifacts?: boolean | null | undefined;
  return_file_urls?: boolean | null | undefined;
}

interface Urls {
  model_urls: string[];
  event_urls: string[];
  artifact_urls: string[];
}

export interface DroppedOutputs {
  deleted_models: number;
  urls?: Urls;
}

/**
 * Removes the models a task made, unless they are published, taken in by other tasks or not to go; tells other features
 * that its events are gone, and which files may go. The task is locked by the caller.
 */
export async function dropOutputs(
  tx: Db,
  { workspace_id, id }: TaskKey,
  asked: Cleanup,
  hooks: readonly TaskHooks[],
): Promise<DroppedOutputs> {
  const models = asked.delete_output_models === false ? [] : await findDraftModels(tx, { workspace_id, id });
  const artifacts = await readPart(tx, { workspace_id, id }, 'artifacts');
  const made = artifacts.filter(({ mode }) => mode === 'output').map(({ uri }) => uri);
  const urls = {
    model_urls: models.map(({ uri }) => uri).filter((uri) => uri !== ''),
    event_urls: await eventUrls(tx, { workspace_id, id }, hooks),
    artifact_urls: made.filter((uri) => typeof uri === 'string'),
  };
  await deleteModels(
    tx,
    workspace_id,
    models.map((model) => model.id),
  );
  const all = [...urls.model_urls, ...urls.event_urls, ...urls.artifact_urls];
  const with_files = asked.delete_external_artifacts === true;
  for (const hook of hooks) await hook.dropped(tx, { workspace_id, id, urls: all, with_files });
  return { deleted_models: models.length, ...(asked.return_file_urls && { urls }) };
}

async function eventUrls(tx: Db, task: TaskKey, hooks: readonly TaskHooks[]): Promise<string[]> {
  const urls: string[] = [];
  for (const hook of hooks) urls.push(...(await hook.eventUrls(tx, task)));
  return urls;
}

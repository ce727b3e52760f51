import type { Db } from '../../db/database.ts';
import { deleteModels, findDraftModels } from './outputs-store.ts';
import { gatherEventUrls, type Requester, type TaskHooks, tellDropped } from './task-hooks.ts';
import { readPart, type TaskKey } from './task-store.ts';

/** What goes with a task's outputs, as its reset and its deletion are asked for. */
export interface Cleanup {
  delete_output_models?: boolean | null | undefined;
  return_file_urls?: boolean | null | undefined;
  /** Who wants the stored objects to go too; nobody, when they stay. */
  asked_by?: Requester | undefined;
}

export interface OutputUrls {
  model_urls: string[];
  event_urls: string[];
  artifact_urls: string[];
}

export interface DroppedOutputs {
  deleted_models: number;
  urls?: OutputUrls;
  /** Of the stored objects, when one began. */
  deletion?: string;
}

/** The models that go with a task, and the URLs that they, its artifacts and its events name. */
export async function outputsOf(
  db: Db,
  { workspace_id, id }: TaskKey,
  { delete_output_models }: Pick<Cleanup, 'delete_output_models'>,
  hooks: readonly TaskHooks[],
  { lock }: { lock: boolean },
): Promise<{ models: string[]; urls: OutputUrls }> {
  const models = delete_output_models === false ? [] : await findDraftModels(db, { workspace_id, id }, lock);
  const artifacts = await readPart(db, { workspace_id, id }, 'artifacts');
  const made = artifacts.filter(({ mode }) => mode === 'output').map(({ uri }) => uri);
  const urls = {
    model_urls: models.map(({ uri }) => uri).filter((uri) => uri !== ''),
    event_urls: await gatherEventUrls(db, hooks, { workspace_id, id }),
    artifact_urls: made.filter((uri) => typeof uri === 'string'),
  };
  return { models: models.map((model) => model.id), urls };
}

/**
 * Removes the models a task made, unless they are published, taken in by other tasks or not to go; tells other features
 * that its events are gone, and which files may go. The task is locked by the caller.
 * @param reset_generation of its events from now on, when it stays
 */
export async function dropOutputs(
  tx: Db,
  { workspace_id, id }: TaskKey,
  { delete_output_models, return_file_urls, asked_by }: Cleanup,
  hooks: readonly TaskHooks[],
  reset_generation?: number,
): Promise<DroppedOutputs> {
  const gone = { delete_output_models };
  const { models, urls } = await outputsOf(tx, { workspace_id, id }, gone, hooks, { lock: true });
  await deleteModels(tx, workspace_id, models);
  const deletion = await tellDropped(tx, hooks, {
    ...{ workspace_id, id, stored_by: [id], asked_by, reset_generation },
    urls: [...urls.model_urls, ...urls.event_urls, ...urls.artifact_urls],
  });
  return {
    deleted_models: models.length,
    ...(return_file_urls && { urls }),
    ...(deletion !== undefined && { deletion }),
  };
}

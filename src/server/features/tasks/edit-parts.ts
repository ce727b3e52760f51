import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { requireEditable } from './edit-task.ts';
import { requireReferences } from './references.ts';
import { artifactsOf, withoutNulls } from './task-parts.ts';
import { readPart, updateTask } from './task-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

type Map = Record<string, unknown>;

/** User properties may change whatever has become of the task. */
const PROPERTIES = 'properties';

const onlyProperties = (items: readonly { section: string }[]) =>
  items.every(({ section }) => section === PROPERTIES);

/** Adds or changes hyperparameters. @throws WireError 400/101, 400/110 */
export function editHyperparams(
  db: Db,
  writer: Writer,
  { task: id, force, hyperparams, replace_hyperparams }: ParsedRequestOf<'tasks.edit_hyper_params'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    const replace = replace_hyperparams ?? 'none';
    requireEditable(task, force || (replace !== 'all' && onlyProperties(hyperparams)));
    const kept = replace === 'all' ? {} : await readPart(tx, task, 'hyperparams');
    const sections = new Map(Object.entries(kept));
    if (replace === 'section') for (const { section } of hyperparams) sections.delete(section);
    for (const item of hyperparams)
      sections.set(item.section, withEntry(sections.get(item.section) ?? {}, item.name, withoutNulls(item)));
    await updateTask(tx, task, writer.account_id, { hyperparams: textOf(sections) });
    return 1;
  });
}

/** Removes hyperparameters or whole sections. @throws WireError 400/101, 400/110 */
export function deleteHyperparams(
  db: Db,
  writer: Writer,
  { task: id, force, hyperparams }: ParsedRequestOf<'tasks.delete_hyper_params'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireEditable(task, force || onlyProperties(hyperparams));
    const sections = new Map(Object.entries(await readPart(tx, task, 'hyperparams')));
    let deleted = 0;
    for (const { section, name } of hyperparams) {
      const params = new Map(Object.entries(sections.get(section) ?? {}));
      if (name ? !params.delete(name) : params.size === 0) continue;
      deleted++;
      if (!name || params.size === 0) sections.delete(section);
      else sections.set(section, Object.fromEntries(params));
    }
    if (deleted > 0) await updateTask(tx, task, writer.account_id, { hyperparams: textOf(sections) });
    return deleted;
  });
}

/** Adds or changes configuration objects. @throws WireError 400/101, 400/110 */
export function editConfiguration(
  db: Db,
  writer: Writer,
  { task: id, force, configuration, replace_configuration }: ParsedRequestOf<'tasks.edit_configuration'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireEditable(task, force);
    const items = new Map(
      Object.entries(replace_configuration ? {} : await readPart(tx, task, 'configuration')),
    );
    for (const item of configuration) items.set(item.name, withoutNulls(item));
    await updateTask(tx, task, writer.account_id, { configuration: textOf(items) });
    return 1;
  });
}

/** Removes configuration objects. @throws WireError 400/101, 400/110 */
export function deleteConfiguration(
  db: Db,
  writer: Writer,
  { task: id, force, configuration }: ParsedRequestOf<'tasks.delete_configuration'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireEditable(task, force);
    const items = new Map(Object.entries(await readPart(tx, task, 'configuration')));
    const deleted = configuration.filter((name) => items.delete(name)).length;
    if (deleted > 0) await updateTask(tx, task, writer.account_id, { configuration: textOf(items) });
    return deleted;
  });
}

const sameArtifact = (a: Map, b: Map) => a.key === b.key && a.mode === b.mode;

/** Adds artifacts, or puts them in the place of those of their key and mode. @throws WireError 400/101, 400/110 */
export function addArtifacts(
  db: Db,
  writer: Writer,
  { task: id, force, artifacts: given }: ParsedRequestOf<'tasks.add_or_update_artifacts'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireEditable(task, force);
    const artifacts = await readPart(tx, task, 'artifacts');
    for (const artifact of artifactsOf(given)) {
      const at = artifacts.findIndex((known) => sameArtifact(known, artifact));
      artifacts.splice(at === -1 ? artifacts.length : at, at === -1 ? 0 : 1, artifact);
    }
    await updateTask(tx, task, writer.account_id, { artifacts: JSON.stringify(artifacts) });
    return given.length;
  });
}

/** Takes artifacts off a task. @throws WireError 400/101, 400/110 */
export function deleteArtifacts(
  db: Db,
  writer: Writer,
  { task: id, force, artifacts: given }: ParsedRequestOf<'tasks.delete_artifacts'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireEditable(task, force);
    const artifacts = await readPart(tx, task, 'artifacts');
    const unwanted = given.map(({ key, mode }) => ({ key, mode: mode ?? 'output' }));
    const kept = artifacts.filter((artifact) => !unwanted.some((one) => sameArtifact(one, artifact)));
    const deleted = artifacts.length - kept.length;
    if (deleted > 0) await updateTask(tx, task, writer.account_id, { artifacts: JSON.stringify(kept) });
    return deleted;
  });
}

/** Names a model among a task's input or output. @throws WireError 400/101, 400/201 */
export function addModel(
  db: Db,
  writer: Writer,
  { task: id, name, model, type }: ParsedRequestOf<'tasks.add_or_update_model'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    await requireReferences(tx, writer.workspace_id, { models: { input: [{ model }] } });
    const models = await readPart(tx, task, 'models');
    const listed = [...models[type]];
    const at = listed.findIndex((known) => known.name === name);
    listed.splice(at === -1 ? listed.length : at, at === -1 ? 0 : 1, { name, model });
    await updateTask(tx, task, writer.account_id, { models: JSON.stringify({ ...models, [type]: listed }) });
    return 1;
  });
}

/** Takes models off a task. @throws WireError 400/101 */
export function deleteModels(
  db: Db,
  writer: Writer,
  { task: id, models: given }: ParsedRequestOf<'tasks.delete_models'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    const models = await readPart(tx, task, 'models');
    const without = (type: 'input' | 'output') =>
      models[type].filter(({ name }) => !given.some((one) => one.type === type && one.name === name));
    const kept = { input: without('input'), output: without('output') };
    const unchanged =
      kept.input.length === models.input.length && kept.output.length === models.output.length;
    if (!unchanged) await updateTask(tx, task, writer.account_id, { models: JSON.stringify(kept) });
    return Number(!unchanged);
  });
}

/** Sets the packages a task's script needs. @throws WireError 400/101 */
export function setRequirements(
  db: Db,
  writer: Writer,
  { task: id, requirements }: ParsedRequestOf<'tasks.set_requirements'>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    const script = { ...(await readPart(tx, task, 'script')), requirements };
    await updateTask(tx, task, writer.account_id, { script: JSON.stringify(script) });
    return 1;
  });
}

const textOf = (map: ReadonlyMap<string, unknown>) => JSON.stringify(Object.fromEntries(map));

const withEntry = <Value>(map: Record<string, Value>, key: string, value: Value) =>
  Object.fromEntries([...Object.entries(map), [key, value]]) as Record<string, Value>;

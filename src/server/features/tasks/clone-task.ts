import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { newId } from '../accounts/store.ts';
import { choosePlace } from './move-tasks.ts';
import { requireReferences } from './references.ts';
import { configurationOf, executionOf, hyperparamsOf, withoutNulls } from './task-parts.ts';
import { insertTask, type Task, touchProject } from './task-store.ts';
import { requireTask, type Writer } from './tasks.ts';

type Clone = ParsedRequestOf<'tasks.clone'>;

/** Marks of what was done with the original; its clone is another matter. */
const LEFT_BEHIND = ['development', 'archived'];

/**
 * Makes a created task from another: what to run and with what, not what came of it.
 * @throws WireError 400/101, 400/401, 400/201
 */
export function cloneTask(
  db: Db,
  writer: Writer,
  wanted: Clone,
): Promise<{ id: string; new_project?: { id: string; name: string } }> {
  const { workspace_id, account_id } = writer;
  return inTransaction(db, async (tx) => {
    const task = await requireTask(tx, { workspace_id, id: wanted.task });
    await requireReferences(tx, workspace_id, {
      parent: wanted.new_task_parent,
      models: { input: wanted.new_task_input_models },
    });
    const place = { project: wanted.new_task_project, project_name: wanted.new_project_name };
    const to = await choosePlace(tx, writer, place);
    const project_id = to?.id ?? task.project_id;
    const id = newId();
    const whose = { workspace_id, id, user_id: account_id, last_changed_by: account_id };
    await insertTask(tx, { ...clonedColumns(task, wanted), ...whose, project_id });
    await touchProject(tx, workspace_id, project_id);
    return { id, ...(to?.name !== undefined && { new_project: { id: to.id, name: to.name } }) };
  });
}

function clonedColumns(task: Task, wanted: Clone) {
  const { queue: _, ...execution } = task.execution;
  const { execution_overrides: overrides, new_task_hyperparams: hyperparams } = wanted;
  const { new_task_configuration: configuration, new_task_container: container } = wanted;
  const { destination } = task.output;
  const json = JSON.stringify;
  return {
    name: wanted.new_task_name ?? task.name,
    type: task.type,
    comment: wanted.new_task_comment ?? task.comment,
    parent_id: wanted.new_task_parent || task.parent_id,
    tags: wanted.new_task_tags ?? task.tags,
    system_tags: wanted.new_task_system_tags ?? task.system_tags.filter((tag) => !LEFT_BEHIND.includes(tag)),
    script: json(task.script),
    execution: json({ ...execution, ...(overrides && executionOf(overrides)) }),
    artifacts: json(task.artifacts.filter(({ mode }) => mode === 'input')),
    hyperparams: json(hyperparams ? hyperparamsOf(hyperparams) : task.hyperparams),
    configuration: json(configuration ? configurationOf(configuration) : task.configuration),
    container: json(container ? withoutNulls(container) : task.container),
    models: json({ input: wanted.new_task_input_models ?? task.models.input, output: [] }),
    output: json(destination === undefined ? {} : { destination }),
  };
}

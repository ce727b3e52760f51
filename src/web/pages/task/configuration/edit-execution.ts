import { useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../../../../contract/contract.ts';
import { call } from '../../../api.ts';
import { refreshTask, type TaskDocument } from '../task-query.ts';
import { useMayWrite } from '../use-may-write.ts';

type Edit = RequestOf<'tasks.edit'>;
export type ScriptChange = NonNullable<Edit['script']>;
export type ContainerChange = NonNullable<Edit['container']>;

export interface ExecutionEdits {
  script: (change: ScriptChange) => Promise<void>;
  container: (change: ContainerChange) => Promise<void>;
  requirements: (requirements: Record<string, unknown>) => Promise<void>;
  object: (item: {
    name: string;
    type?: string | null;
    description?: string | null;
    value: string;
  }) => Promise<void>;
}

/**
 * Changes what a draft is run with; undefined where it may not be changed. Script and container are written whole on the
 * wire, so what is changed is put into what the task has now.
 */
export function useExecutionEdits(workspace: string, task: TaskDocument): ExecutionEdits | undefined {
  const client = useQueryClient();
  const mayWrite = useMayWrite(workspace);
  if (!mayWrite || task.status !== 'created') return undefined;
  const here = { workspace };
  const refresh = () => refreshTask(client, workspace, task.id);
  const current = async () => {
    const wanted = { task: task.id, only_fields: ['script', 'container'] };
    return (await call('tasks.get_by_id', wanted, here)).task as Pick<Edit, 'script' | 'container'>;
  };
  return {
    async script(change) {
      const { script } = await current();
      await call('tasks.edit', { task: task.id, script: { ...script, ...change } }, here);
      await refresh();
    },
    async container(change) {
      const { container } = await current();
      await call('tasks.edit', { task: task.id, container: { ...container, ...change } }, here);
      await refresh();
    },
    async requirements(requirements) {
      await call('tasks.set_requirements', { task: task.id, requirements }, here);
      await refresh();
    },
    async object(item) {
      await call('tasks.edit_configuration', { task: task.id, configuration: [item] }, here);
      await refresh();
    },
  };
}

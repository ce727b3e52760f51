import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api.ts';
import { refusedField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { refreshProjects } from '../../projects/projects-query.ts';
import type { TaskDocument } from '../task-query.ts';
import { NameAndProject } from './name-and-project.tsx';
import { useActing } from './use-acting.ts';

interface RenameDialogProps {
  workspace: string;
  task: TaskDocument;
  onClose: () => void;
}

/** Gives a task another name, or moves it to another project; in any status. */
export function RenameDialog({ workspace, task, onClose }: RenameDialogProps) {
  const client = useQueryClient();
  const before = task.project?.name ?? '';
  const [name, setName] = useState(task.name);
  const [project, setProject] = useState(before);
  const { act, busy, error } = useActing({
    workspace,
    task: task.id,
    act: async () => {
      const to = project.trim();
      const place = to === '' ? { project: '' } : { project_name: to };
      if (name.trim() !== task.name)
        await call('tasks.update', { task: task.id, name: name.trim() }, { workspace });
      if (to !== before) {
        await call('tasks.move', { ids: [task.id], ...place }, { workspace });
        await refreshProjects(client, workspace);
      }
    },
    said: () => 'Task changed',
    onClose,
  });
  return (
    <FormDialog
      title="Rename or move this task"
      about="Its id stays, so links and scripts that use it go on working."
      submit="Save"
      busy={busy && 'Saving…'}
      error={error}
      fields={['name', 'project_name']}
      onClose={onClose}
      onSubmit={act}
    >
      <NameAndProject
        workspace={workspace}
        name={{ value: name, error: refusedField(error, 'name'), onValue: setName }}
        project={{ value: project, error: refusedField(error, 'project_name'), onValue: setProject }}
      />
    </FormDialog>
  );
}

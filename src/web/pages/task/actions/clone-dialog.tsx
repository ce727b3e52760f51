import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../api.ts';
import { refusedField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { toast } from '../../../ui/toast.tsx';
import { refreshProjects } from '../../projects/projects-query.ts';
import { refreshTasks } from '../../tasks/tasks-query.ts';
import type { TaskDocument } from '../task-query.ts';
import { NameAndProject } from './name-and-project.tsx';

interface CloneDialogProps {
  workspace: string;
  task: TaskDocument;
  onClose: () => void;
}

/** Makes a draft from a task under a name and in a project of one's choice, and opens it. */
export function CloneDialog({ workspace, task, onClose }: CloneDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(`Clone of ${task.name}`);
  const [project, setProject] = useState(task.project?.name ?? '');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const place = project.trim() === (task.project?.name ?? '') ? {} : { new_project_name: project.trim() };
      const wanted = { task: task.id, new_task_name: name.trim(), new_task_parent: task.id, ...place };
      return call('tasks.clone', wanted, { workspace });
    },
    onSuccess: async ({ id, new_project }) => {
      if (new_project) await refreshProjects(client, workspace);
      await refreshTasks(client, workspace);
      onClose();
      await navigate({
        to: '/w/$workspace/tasks/$task/$tab',
        params: { workspace, task: id, tab: 'configuration' },
      });
      toast('Cloned. This is the clone, a draft');
    },
  });
  return (
    <FormDialog
      title="Clone this task"
      about="The clone is a draft with the same code, parameters, configuration, container and input models, and without what came of it. It opens so that you can change and queue it."
      submit="Clone"
      busy={isPending && 'Cloning…'}
      error={error}
      fields={['new_task_name', 'new_project_name']}
      onClose={onClose}
      onSubmit={mutate}
    >
      <NameAndProject
        workspace={workspace}
        name={{ value: name, error: refusedField(error, 'new_task_name'), onValue: setName }}
        project={{ value: project, error: refusedField(error, 'new_project_name'), onValue: setProject }}
      />
    </FormDialog>
  );
}

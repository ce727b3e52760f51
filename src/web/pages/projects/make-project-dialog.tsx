import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProjectFields } from './project-fields.tsx';
import { joinPath } from './project-path.ts';
import { type Project, refreshProjects } from './projects-query.ts';

interface MakeProjectDialogProps {
  workspace: string;
  /** The project the new one stands in. */
  inside?: Project | undefined;
  onClose: () => void;
}

/** Makes a project and goes there. */
export function MakeProjectDialog({ workspace, inside, onClose }: MakeProjectDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [given, setGiven] = useState({ description: '', default_output_destination: '' });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call('projects.create', { ...given, name: joinPath(inside?.name ?? '', name.trim()) }, { workspace }),
    onSuccess: async ({ id }) => {
      await refreshProjects(client, workspace);
      onClose();
      await navigate({ to: '/w/$workspace/projects/$project/tasks', params: { workspace, project: id } });
      toast(`${name.trim()} created`);
    },
  });
  return (
    <FormDialog
      title={inside ? `New project in ${inside.name}` : 'New project'}
      about="Tasks make their project by themselves when they name one that is not there."
      submit="Create project"
      busy={isPending && 'Creating…'}
      error={error}
      fields={['name', 'default_output_destination']}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <Field
        label="Name"
        autoComplete="off"
        required
        maxLength={1024}
        value={name}
        error={refusedField(error, 'name')}
        hint="A slash makes a project inside another one: vision/detection."
        onChange={(event) => setName(event.target.value)}
      />
      <ProjectFields given={given} error={error} onGiven={setGiven} />
    </FormDialog>
  );
}

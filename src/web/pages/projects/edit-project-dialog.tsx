import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProjectFields } from './project-fields.tsx';
import { baseName, joinPath, locationOf } from './project-path.ts';
import { type Project, refreshProjects } from './projects-query.ts';

interface EditProjectDialogProps {
  workspace: string;
  project: Project;
  onClose: () => void;
}

/** Gives a project another name, description or default output destination. */
export function EditProjectDialog({ workspace, project, onClose }: EditProjectDialogProps) {
  const client = useQueryClient();
  const { id, description = '', default_output_destination = '' } = project;
  const [name, setName] = useState(baseName(project.name));
  const [given, setGiven] = useState({ description, default_output_destination });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const path = joinPath(locationOf(project.name), name.trim());
      return call('projects.update', { project: id, ...given, name: path }, { workspace });
    },
    onSuccess: async () => {
      await refreshProjects(client, workspace);
      onClose();
      toast(`${name.trim()} saved`);
    },
  });
  return (
    <FormDialog
      title={`Edit ${baseName(project.name)}`}
      about="Scripts find their project by its name: one that still says the old name makes a new project."
      submit="Save"
      busy={isPending && 'Saving…'}
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
        hint={locationOf(project.name) && `It stays in ${locationOf(project.name)}.`}
        onChange={(event) => setName(event.target.value)}
      />
      <ProjectFields given={given} error={error} onGiven={setGiven} />
    </FormDialog>
  );
}

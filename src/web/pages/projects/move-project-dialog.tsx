import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProjectNameField } from './project-name-field.tsx';
import { baseName, locationOf } from './project-path.ts';
import { type Project, refreshProjects } from './projects-query.ts';

interface MoveProjectDialogProps {
  workspace: string;
  project: Project;
  onClose: () => void;
}

/** Moves a project with all below it. */
export function MoveProjectDialog({ workspace, project, onClose }: MoveProjectDialogProps) {
  const client = useQueryClient();
  const [location, setLocation] = useState(locationOf(project.name));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call('projects.move', { project: project.id, new_location: location.trim() || null }, { workspace }),
    onSuccess: async () => {
      await refreshProjects(client, workspace);
      onClose();
      toast(`${baseName(project.name)} moved`);
    },
  });
  return (
    <FormDialog
      title={`Move ${baseName(project.name)}`}
      about="Its tasks, models and sub-projects go with it. Scripts find their project by its whole path."
      submit="Move project"
      busy={isPending && 'Moving…'}
      error={error}
      fields={['new_location']}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <ProjectNameField
        workspace={workspace}
        label="Into which project"
        hint="Empty for the top. A project that is not there yet is made."
        value={location}
        error={refusedField(error, 'new_location')}
        onValue={setLocation}
      />
    </FormDialog>
  );
}

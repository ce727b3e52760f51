import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { baseName } from './project-path.ts';
import { type Project, projectStatsQuery, refreshProjects } from './projects-query.ts';

interface Held extends ResponseOf<'projects.validate_delete'> {
  /** Hidden ones too: they go with it. */
  sub_projects: number;
}
/** What becomes of the tasks and models of a deleted project. */
type Contents = 'keep' | 'delete' | 'delete with files';

function Line({ icon, what, end }: { icon: IconName; what: string; end: string }) {
  return (
    <li>
      <Icon name={icon} className="faint" />
      <strong>{what}</strong>
      <span className="end">{end}</span>
    </li>
  );
}

const active = (count: number) => `${count === 0 ? 'none' : count.toLocaleString('en')} not archived`;

function WhatGoes({ held }: { held: Held }) {
  const below = held.sub_projects;
  return (
    <ul className="impact" aria-label="What it holds">
      {below > 0 && <Line icon="folder" what={counted(below, 'sub-project')} end="deleted with it" />}
      <Line icon="flask" what={counted(held.tasks, 'task')} end={active(held.non_archived_tasks)} />
      <Line icon="rooms" what={counted(held.models, 'model')} end={active(held.non_archived_models)} />
    </ul>
  );
}

const CHOICES: readonly { value: Contents; name: string; about: string }[] = [
  { value: 'keep', name: 'Keep its tasks and models', about: 'They stay, without a project.' },
  {
    value: 'delete',
    name: 'Delete its tasks and models',
    about: 'With their console, scalars, plots and debug samples. Stored files stay where they are.',
  },
  {
    value: 'delete with files',
    name: 'Delete them and their stored files',
    about: 'Debug samples, artifacts and models in their own folders go too, in the background.',
  },
];

function Choice({ value, onValue }: { value: Contents; onValue: (value: Contents) => void }) {
  return (
    <fieldset className="stack">
      <legend className="label">What becomes of them</legend>
      {CHOICES.map(({ value: one, name, about }) => (
        <label className="choice" key={one}>
          <input
            className="radio"
            type="radio"
            name="contents"
            checked={value === one}
            onChange={() => onValue(one)}
          />
          <span>
            {name}
            <small>{about}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface DeleteProjectDialogProps {
  workspace: string;
  project: Project;
  onClose: () => void;
}

/** Deletes a project and those below it, after it said what they hold. */
export function DeleteProjectDialog({ workspace, project, onClose }: DeleteProjectDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [contents, setContents] = useState<Contents>('keep');
  const { id, name } = project;
  const held = useQuery({
    queryKey: ['projects', workspace, 'held', id],
    queryFn: async () => {
      const [contents, below] = await Promise.all([
        call('projects.validate_delete', { project: id }, { workspace }),
        client.fetchQuery({ ...projectStatsQuery(workspace, [id], true), staleTime: 0 }),
      ]);
      return { ...contents, sub_projects: below.get(id)?.sub_projects?.length ?? 0 };
    },
    staleTime: 0,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call(
        'projects.delete',
        {
          project: id,
          force: true,
          delete_contents: contents !== 'keep',
          delete_stored_objects: contents === 'delete with files',
        },
        { workspace },
      ),
    onSuccess: async () => {
      await navigate({ to: '/w/$workspace/projects', params: { workspace } });
      await refreshProjects(client, workspace);
      onClose();
      toast(`${baseName(name)} deleted`);
    },
  });
  const holds = held.data && held.data.tasks + held.data.models > 0;
  return (
    <Dialog
      title={`Delete ${baseName(name)}?`}
      about="This cannot be undone."
      onClose={onClose}
      onSubmit={() => held.data && !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Keep project</Button>
          <Button type="submit" look="danger" disabled={!held.data} busy={isPending && 'Deleting…'}>
            Delete project
          </Button>
        </>
      }
    >
      <LoadedState query={held} what="what it holds">
        {(data) => <WhatGoes held={data} />}
      </LoadedState>
      {holds && <Choice value={contents} onValue={setContents} />}
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

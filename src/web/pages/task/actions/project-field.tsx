import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '../../../api.ts';
import { Field } from '../../../ui/field.tsx';
import type { Named } from '../task-query.ts';

const keyOf = (workspace: string) => ['names-of-projects', workspace];

/** The names of projects, to choose one while typing. */
const projectNames = (workspace: string) =>
  queryOptions({
    queryKey: keyOf(workspace),
    queryFn: async () => {
      const wanted = { only_fields: ['name'], order_by: ['name'] };
      return (await call('projects.get_all', wanted, { workspace })).projects as unknown as Named[];
    },
  });

export const refreshProjectNames = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: keyOf(workspace) });

interface ProjectFieldProps {
  workspace: string;
  value: string;
  error: string | undefined;
  onValue: (name: string) => void;
}

/** The name of a project, one that is there or one to be made. */
export function ProjectField({ workspace, value, error, onValue }: ProjectFieldProps) {
  const list = useId();
  const { data: projects } = useQuery(projectNames(workspace));
  const name = value.trim();
  const isNew = projects !== undefined && name !== '' && !projects.some((project) => project.name === name);
  return (
    <>
      <Field
        label="Project"
        value={value}
        list={list}
        maxLength={1024}
        error={error}
        hint={
          isNew
            ? 'There is none of this name yet: it is made.'
            : 'Slashes lead into projects, as in vision/detection.'
        }
        onChange={(event) => onValue(event.target.value)}
      />
      <datalist id={list}>
        {projects?.map((project) => (
          <option key={project.id} value={project.name} />
        ))}
      </datalist>
    </>
  );
}

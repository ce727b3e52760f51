import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { FieldError } from '../../ui/field.tsx';
import { useQuiet } from '../people/quiet.ts';
import { projectNamesQuery } from './projects-query.ts';

const QUIET_MS = 200;

interface ProjectNameFieldProps {
  workspace: string;
  label: string;
  hint: string;
  value: string;
  error?: string | undefined;
  onValue: (path: string) => void;
}

/** The path of a project, typed or chosen among those that are there. */
export function ProjectNameField({ workspace, label, hint, value, error, onValue }: ProjectNameFieldProps) {
  const id = useId();
  const { data: names = [] } = useQuery(projectNamesQuery(workspace, useQuiet(value.trim(), QUIET_MS)));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="input"
        id={id}
        list={`${id}-names`}
        autoComplete="off"
        maxLength={1024}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        onChange={(event) => onValue(event.target.value)}
      />
      <datalist id={`${id}-names`}>
        {names.map(({ id: project, name }) => (
          <option key={project} value={name} />
        ))}
      </datalist>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

import { useId } from 'react';
import { Field, refusedField } from '../../ui/field.tsx';

export interface ProjectGiven {
  description: string;
  default_output_destination: string;
}

interface ProjectFieldsProps {
  given: ProjectGiven;
  error: unknown;
  onGiven: (given: ProjectGiven) => void;
}

/** What can be said of a project beside its name. */
export function ProjectFields({ given, error, onGiven }: ProjectFieldsProps) {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Description</label>
        <textarea
          className="area"
          id={id}
          rows={3}
          maxLength={10_000}
          value={given.description}
          onChange={(event) => onGiven({ ...given, description: event.target.value })}
        />
      </div>
      <Field
        label="Default output destination"
        autoComplete="off"
        spellCheck={false}
        maxLength={2_000}
        placeholder="s3://bucket/folder"
        value={given.default_output_destination}
        error={refusedField(error, 'default_output_destination')}
        hint="Where tasks of this project upload models and artifacts unless they name a place. Empty for this server."
        onChange={(event) => onGiven({ ...given, default_output_destination: event.target.value })}
      />
    </>
  );
}

import { Field } from '../../../ui/field.tsx';
import { ProjectNameField } from '../../projects/project-name-field.tsx';

interface Part {
  value: string;
  /** What the server says against it. */
  error: string | undefined;
  onValue: (value: string) => void;
}

/** What a task is called and where it belongs. */
export function NameAndProject({
  workspace,
  name,
  project,
}: {
  workspace: string;
  name: Part;
  project: Part;
}) {
  return (
    <>
      <Field
        label="Name"
        value={name.value}
        required
        minLength={3}
        maxLength={1024}
        error={name.error}
        onChange={(event) => name.onValue(event.target.value)}
      />
      <ProjectNameField
        workspace={workspace}
        label="Project"
        hint="One that is not there yet is made. Slashes lead into projects, as in vision/detection."
        {...project}
      />
    </>
  );
}

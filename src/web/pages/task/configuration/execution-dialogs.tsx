import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { toast } from '../../../ui/toast.tsx';
import type { Script } from './configuration-queries.ts';
import type { ContainerChange, ExecutionEdits, ScriptChange } from './edit-execution.ts';

const SOURCE = [
  ['repository', 'Repository', ''],
  ['branch', 'Branch', ''],
  ['version_num', 'Commit', 'Leave it empty for the newest of the branch.'],
  ['tag', 'Git tag', ''],
  ['entry_point', 'Entry point', 'Such as train.py, or -m package.train'],
  ['working_dir', 'Working directory', 'Below the repository; a dot is its top.'],
  ['binary', 'Interpreter', 'Such as python3.11'],
] as const;

interface SourceDialogProps {
  script: Script;
  edits: ExecutionEdits;
  onClose: () => void;
}

/** Which code a draft runs. */
export function SourceDialog({ script, edits, onClose }: SourceDialogProps) {
  const [change, setChange] = useState<ScriptChange>({});
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => edits.script(change),
    onSuccess: () => {
      onClose();
      toast('Source code saved');
    },
  });
  return (
    <FormDialog
      title="Change the source code"
      about="What an agent checks out and runs."
      submit="Save"
      busy={isPending && 'Saving…'}
      error={error}
      onClose={onClose}
      onSubmit={mutate}
    >
      {SOURCE.map(([key, label, hint]) => (
        <Field
          key={key}
          label={label}
          hint={hint}
          mono
          spellCheck={false}
          value={change[key] ?? script[key] ?? ''}
          onChange={(event) => setChange({ ...change, [key]: event.target.value })}
        />
      ))}
    </FormDialog>
  );
}

interface ContainerDialogProps {
  container: Record<string, string | null>;
  edits: ExecutionEdits;
  onClose: () => void;
}

/** In which container a draft runs. */
export function ContainerDialog({ container, edits, onClose }: ContainerDialogProps) {
  const id = useId();
  const [change, setChange] = useState<ContainerChange>({});
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => edits.container(change),
    onSuccess: () => {
      onClose();
      toast('Container saved');
    },
  });
  const value = (key: string) => change[key] ?? container[key] ?? '';
  return (
    <FormDialog
      title="Change the container"
      about="Used by agents that run with --docker; others run the task on their own machine."
      submit="Save"
      busy={isPending && 'Saving…'}
      error={error}
      onClose={onClose}
      onSubmit={mutate}
    >
      <Field
        label="Image"
        mono
        spellCheck={false}
        value={value('image')}
        onChange={(event) => setChange({ ...change, image: event.target.value })}
      />
      <Field
        label="Arguments"
        hint="Of docker run, such as --ipc=host"
        mono
        spellCheck={false}
        value={value('arguments')}
        onChange={(event) => setChange({ ...change, arguments: event.target.value })}
      />
      <div className="field">
        <label htmlFor={id}>Set-up script</label>
        <textarea
          className="area mono"
          id={id}
          rows={5}
          spellCheck={false}
          value={value('setup_shell_script')}
          onChange={(event) => setChange({ ...change, setup_shell_script: event.target.value })}
        />
      </div>
    </FormDialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../../api.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ErrorNote, Note } from '../../../ui/note.tsx';
import { toast } from '../../../ui/toast.tsx';
import { refreshTask, type TaskDocument } from '../task-query.ts';
import type { Param } from './configuration-queries.ts';
import { holds, sectionTitle, wrongRows } from './params.ts';

interface ParamsFormProps {
  workspace: string;
  task: TaskDocument;
  section: string;
  params: readonly Param[];
  /** Rows that do not hold this text are not shown; they stay as they are. */
  search: string;
  onClose: () => void;
}

/** Rows shown at first, and added at each press of the button. */
const STEP = 200;

interface Line {
  key: number;
  param: Param;
}

/** Saves a section as it stands in the form; one without rows is removed. */
function saveSection(workspace: string, task: string, section: string, params: Param[]): Promise<unknown> {
  if (params.length === 0) {
    return call('tasks.delete_hyper_params', { task, hyperparams: [{ section }] }, { workspace });
  }
  const wanted = { task, hyperparams: params, replace_hyperparams: 'section' as const };
  return call('tasks.edit_hyper_params', wanted, { workspace });
}

/** The rows of a form, each with a key of its own while they come and go. */
function useRows(params: readonly Param[], section: string) {
  const [next, setNext] = useState(params.length + 1);
  const blank = (key: number): Line => ({ key, param: { section, name: '', value: '' } });
  const [rows, setRows] = useState<Line[]>(() =>
    params.length > 0 ? params.map((param, key) => ({ key, param })) : [blank(0)],
  );
  return {
    rows,
    isNew: ({ key }: Line) => key >= params.length,
    /** By what it was before: a row does not vanish while it is typed in. */
    matches: ({ key }: Line, search: string) => holds(params[key] ?? blank(key).param, search),
    add: () => {
      setRows([...rows, blank(next)]);
      setNext(next + 1);
    },
    remove: (gone: number) => setRows(rows.filter(({ key }) => key !== gone)),
    change: (which: number, to: Partial<Param>) =>
      setRows(rows.map((row) => (row.key === which ? { ...row, param: { ...row.param, ...to } } : row))),
  };
}

interface ParamRowProps {
  param: Param;
  onChange: (to: Partial<Param>) => void;
  onRemove: () => void;
}

function ParamRow({ param, onChange, onRemove }: ParamRowProps) {
  const said = param.name || 'the new parameter';
  return (
    <div className="param-row">
      <input
        className="input mono"
        aria-label="Name"
        placeholder="Name"
        value={param.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <input
        className="input mono"
        aria-label={`Value of ${said}`}
        placeholder="Value"
        value={param.value ?? ''}
        onChange={(event) => onChange({ value: event.target.value })}
      />
      <IconButton icon="trash" label={`Remove ${said}`} risk onClick={onRemove} />
    </div>
  );
}

/** One section of parameters to be changed: names, values, rows added and removed. */
export function ParamsForm({ workspace, task, section, params, search, onClose }: ParamsFormProps) {
  const client = useQueryClient();
  const { rows, isNew, matches, add, remove, change } = useRows(params, section);
  const [most, setMost] = useState(STEP);
  const [wrong, setWrong] = useState<string>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (changed: Param[]) => saveSection(workspace, task.id, section, changed),
    onSuccess: async () => {
      await refreshTask(client, workspace, task.id);
      onClose();
      toast(`${sectionTitle(section)} saved`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const problem = wrongRows(rows.map(({ param }) => param));
    setWrong(problem);
    if (!problem) mutate(rows.map(({ param }) => ({ ...param, section, name: param.name.trim() })));
  };
  const found = rows.filter((row) => !isNew(row) && matches(row, search));
  const shown = found.slice(0, most);
  return (
    <form className="stack panel-pad" onSubmit={submit} aria-label={`Change ${sectionTitle(section)}`}>
      {shown.map(({ key, param }) => (
        <ParamRow key={key} param={param} onChange={(to) => change(key, to)} onRemove={() => remove(key)} />
      ))}
      {found.length > most && (
        <div className="cluster sm quiet">
          <span>{found.length - most} more are not shown; they stay as they are.</span>
          <Button size="sm" onClick={() => setMost(most + STEP)}>
            Show {STEP} more
          </Button>
        </div>
      )}
      {rows.filter(isNew).map(({ key, param }) => (
        <ParamRow key={key} param={param} onChange={(to) => change(key, to)} onRemove={() => remove(key)} />
      ))}
      {rows.length === 0 && <p className="sm quiet">Saved like this, the section is removed.</p>}
      {wrong && <Note tone="bad">{wrong}</Note>}
      {error && <ErrorNote error={error} />}
      <div className="cluster">
        <Button type="submit" look="primary" size="sm" busy={isPending && 'Saving…'}>
          Save
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
        <Button size="sm" icon="plus" onClick={add}>
          Add a parameter
        </Button>
      </div>
    </form>
  );
}

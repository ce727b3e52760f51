import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { columnChoicesQuery } from './column-choices.ts';
import { columnName } from './column-names.ts';
import { type Column, columnOf, DEFAULT_COLUMNS, FIELDS, type TaskRow } from './columns.ts';

interface Choice {
  id: string;
  name: string;
}

const FIELD_CHOICES: Choice[] = Object.entries(FIELDS).map(([id, { name }]) => ({ id, name }));
/** Of many metrics and parameters, those that match are shown up to here. */
const MOST_SHOWN = 100;

interface GroupProps {
  title: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  /** Stands in two columns. */
  short?: boolean;
  onToggle: (id: string) => void;
}

function Group({ title, choices, chosen, short, onToggle }: GroupProps) {
  if (choices.length === 0) return null;
  return (
    <fieldset className={short ? 'stack column-group short-names' : 'stack column-group'}>
      <legend className="label">{title}</legend>
      {choices.slice(0, MOST_SHOWN).map(({ id, name }) => (
        <label className="choice" key={id}>
          <input
            className="check"
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={() => onToggle(id)}
          />
          <span className="breakable">{name}</span>
        </label>
      ))}
      {choices.length > MOST_SHOWN && (
        <p className="xs faint">{choices.length - MOST_SHOWN} more: type a part of the name.</p>
      )}
    </fieldset>
  );
}

interface ChosenProps {
  chosen: readonly string[];
  nameOf: (id: string) => string;
  onChosen: (chosen: string[]) => void;
}

/** What is chosen, in its order, which can be changed. */
function Chosen({ chosen, nameOf, onChosen }: ChosenProps) {
  const move = (at: number, to: number) => {
    const next = chosen.filter((_, i) => i !== at);
    next.splice(to, 0, chosen[at] ?? '');
    onChosen(next);
  };
  return (
    <ol className="impact" aria-label="Columns in their order">
      {chosen.map((id, i) => (
        <li key={id}>
          <span className="grow breakable">{nameOf(id)}</span>
          <IconButton
            icon="up"
            label={`Move ${nameOf(id)} forward`}
            disabled={i === 0}
            onClick={() => move(i, i - 1)}
          />
          <IconButton
            icon="down"
            label={`Move ${nameOf(id)} back`}
            disabled={i === chosen.length - 1}
            onClick={() => move(i, i + 1)}
          />
          <IconButton
            icon="x"
            label={`Leave ${nameOf(id)} out`}
            onClick={() => onChosen(chosen.filter((one) => one !== id))}
          />
        </li>
      ))}
    </ol>
  );
}

interface ColumnsDialogProps {
  workspace: string;
  project: string;
  columns: readonly Column[];
  rows: readonly TaskRow[];
  onColumns: (ids: string[]) => void;
  onClose: () => void;
}

/** Chooses the columns of the table: fields, metrics and hyper-parameters. */
export function ColumnsDialog({ workspace, project, columns, rows, onColumns, onClose }: ColumnsDialogProps) {
  const [chosen, setChosen] = useState(columns.map(({ id }) => id));
  const [typed, setTyped] = useState('');
  const shown = rows.slice(0, 50).map(({ id }) => id);
  const { data, error, refetch } = useQuery(columnChoicesQuery(workspace, project, shown));
  const known = [...FIELD_CHOICES, ...(data?.metrics ?? []), ...(data?.params ?? [])];
  const nameOf = (id: string) => {
    const column = columnOf(id);
    return known.find((choice) => choice.id === id)?.name ?? (column ? columnName(column, rows) : id);
  };
  const matching = (choices: readonly Choice[]) =>
    choices.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Dialog
      title="Columns"
      about="They are remembered for your account. The name always comes first."
      wide
      onClose={onClose}
      onSubmit={() => onColumns(chosen)}
      foot={
        <>
          <span className="start">
            <Button onClick={() => setChosen([...DEFAULT_COLUMNS])}>As at first</Button>
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Show columns
          </Button>
        </>
      }
    >
      <div className="columns-choice">
        <div className="stack">
          <SearchInput label="Search columns" placeholder="Name" value={typed} onValue={setTyped} />
          <div className="columns-list stack">
            <Group title="Fields" short choices={matching(FIELD_CHOICES)} chosen={chosen} onToggle={toggle} />
            <Group
              title="Metrics"
              choices={matching(data?.metrics ?? [])}
              chosen={chosen}
              onToggle={toggle}
            />
            <Group
              title="Hyper-parameters"
              choices={matching(data?.params ?? [])}
              chosen={chosen}
              onToggle={toggle}
            />
            {error && <ErrorNote error={error} onRetry={refetch} />}
          </div>
        </div>
        <Chosen chosen={chosen} nameOf={nameOf} onChosen={setChosen} />
      </div>
    </Dialog>
  );
}

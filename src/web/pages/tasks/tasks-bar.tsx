import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useQuiet } from '../people/quiet.ts';
import { columnName } from './column-names.ts';
import type { Column, TaskRow } from './columns.ts';
import { FilterMenu } from './filter-menu.tsx';
import { STATUS_OPTIONS, tagOptions, typeOptions, userOptions } from './filter-options.ts';
import { readList, type TaskSearch, writeList } from './task-search.ts';

const QUIET_MS = 250;

interface NameSearchProps {
  value: string;
  onValue: (value: string) => void;
}

/** The name is searched once typing rests; the address may change it too. */
function NameSearch({ value, onValue }: NameSearchProps) {
  const [typed, setTyped] = useState(value);
  const quiet = useQuiet(typed, QUIET_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is written
  useEffect(() => {
    if (quiet === typed && quiet.trim() !== value) onValue(quiet.trim());
  }, [quiet]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the address says is taken over
  useEffect(() => {
    if (value !== typed.trim()) setTyped(value);
  }, [value]);
  return (
    <SearchInput label="Search tasks by name" placeholder="Name or id" value={typed} onValue={setTyped} />
  );
}

interface SortSelectProps {
  columns: readonly Column[];
  rows: readonly TaskRow[];
  sort: string;
  onSort: (sort: string) => void;
}

/** Orders stacked rows, which have no head to press. */
function SortSelect({ columns, rows, sort, onSort }: SortSelectProps) {
  const names = [
    { id: 'name', name: 'Name' },
    ...columns.map((column) => ({ id: column.id, name: columnName(column, rows) })),
  ];
  return (
    <select
      className="select select-sm when-stacked"
      aria-label="Order by"
      value={sort}
      onChange={(event) => onSort(event.target.value)}
    >
      {names.flatMap(({ id, name }) => [
        <option key={`-${id}`} value={`-${id}`}>
          {name}, downwards
        </option>,
        <option key={id} value={id}>
          {name}, upwards
        </option>,
      ])}
    </select>
  );
}

interface TasksBarProps extends SortSelectProps {
  workspace: string;
  project: string;
  search: TaskSearch;
  onSearch: (change: Partial<Record<keyof TaskSearch, string | true | undefined>>) => void;
  onColumns: () => void;
}

/** Search, filters, archive and the choice of columns above the table. */
export function TasksBar(props: TasksBarProps) {
  const { workspace, project, search, onSearch, onColumns } = props;
  const list = (key: 'status' | 'type' | 'tags' | 'user') => ({
    chosen: readList(search[key]),
    onChosen: (chosen: string[]) => onSearch({ [key]: writeList(chosen) }),
  });
  return (
    <div className="panel-bar tasks-bar">
      <NameSearch value={search.name ?? ''} onValue={(name) => onSearch({ name: name || undefined })} />
      <FilterMenu label="Status" options={STATUS_OPTIONS} {...list('status')} />
      <FilterMenu label="Type" options={typeOptions(workspace, project)} {...list('type')} />
      <FilterMenu label="Tags" options={tagOptions(workspace, project)} {...list('tags')} />
      <FilterMenu label="User" options={userOptions(workspace)} {...list('user')} />
      <SortSelect {...props} />
      <div className="end">
        <Segmented
          legend="Which tasks"
          options={[
            { value: 'active', name: 'Active' },
            { value: 'archived', name: 'Archive' },
          ]}
          value={search.archived ? 'archived' : 'active'}
          onChange={(which) => onSearch({ archived: which === 'archived' || undefined })}
        />
        <Button icon="sliders" onClick={onColumns}>
          Columns
        </Button>
      </div>
    </div>
  );
}

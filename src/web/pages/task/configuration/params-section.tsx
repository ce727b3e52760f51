import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SearchInput } from '../../../ui/search-input.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { useMayWrite } from '../use-may-write.ts';
import { type Param, paramsQuery } from './configuration-queries.ts';
import { mayEdit, sectionsOf } from './params.ts';
import { ParamsForm } from './params-form.tsx';
import { ParamsPanel } from './params-panel.tsx';

function NewSectionDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState('');
  return (
    <FormDialog
      title="New section"
      about="Scripts read parameters by section and name, as in Args/epochs or General/optimizer."
      submit="Go on"
      busy={false}
      error={undefined}
      onClose={onClose}
      onSubmit={() => {
        if (name.trim() !== '') onName(name.trim());
      }}
    >
      <Field
        label="Name"
        value={name}
        required
        maxLength={256}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}

function Nothing({ searched }: { searched: boolean }) {
  return (
    <div className="panel">
      <div className="empty">
        <Icon name={searched ? 'search' : 'sliders'} />
        <strong>{searched ? 'Nothing found' : 'No hyper-parameters'}</strong>
        <span>
          {searched
            ? 'No name and no value holds this text.'
            : 'Arguments of the command line appear here by themselves; connect anything else with task.connect({…}).'}
        </span>
      </div>
    </div>
  );
}

interface PanelsProps extends TaskTabProps {
  params: readonly Param[];
  search: string;
  mayWrite: boolean;
}

function Panels({ workspace, task, params, search, mayWrite }: PanelsProps) {
  const found = new Map(sectionsOf(params, search).map((section) => [section.name, section.params]));
  return (
    <>
      {found.size === 0 && <Nothing searched={params.length > 0} />}
      {sectionsOf(params).map((section) => (
        <ParamsPanel
          key={section.name}
          {...{ workspace, task, search, mayWrite, section }}
          found={found.get(section.name) ?? []}
        />
      ))}
    </>
  );
}

/** The hyper-parameters by section, with a search over names and values; changed while the task is a draft. */
export function ParamsSection({ workspace, task }: TaskTabProps) {
  const query = useQuery(paramsQuery(workspace, task));
  const mayWrite = useMayWrite(workspace);
  const [search, setSearch] = useState('');
  const [made, setMade] = useState<{ name?: string }>();
  const params = query.data ?? [];
  const close = () => setMade(undefined);
  return (
    <section className="section" aria-labelledby="h-params">
      <div className="section-head">
        <div>
          <h2 id="h-params">Hyper-parameters</h2>
          {mayWrite && task.status !== 'created' && (
            <p>They change only while a task is a draft: clone it or reset it to change them.</p>
          )}
        </div>
        <div className="end">
          {params.length > 0 && (
            <SearchInput
              label="Search parameters"
              placeholder="Name or value"
              value={search}
              onValue={setSearch}
            />
          )}
          {mayWrite && mayEdit(task.status, '') && (
            <Button icon="plus" onClick={() => setMade({})}>
              New section
            </Button>
          )}
        </div>
      </div>
      {made && made.name === undefined && (
        <NewSectionDialog onName={(name) => setMade({ name })} onClose={close} />
      )}
      {made?.name !== undefined && (
        <section className="panel" aria-label={made.name}>
          <div className="panel-bar">
            <h3>{made.name}</h3>
          </div>
          <ParamsForm
            {...{ workspace, task }}
            search=""
            section={made.name}
            params={params.filter(({ section }) => section === made.name)}
            onClose={close}
          />
        </section>
      )}
      <LoadedState query={query} what="hyper-parameters">
        {(all) => <Panels {...{ workspace, task, search, mayWrite }} params={all} />}
      </LoadedState>
    </section>
  );
}

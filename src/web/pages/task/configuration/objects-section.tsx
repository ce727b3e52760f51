import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { EditableText } from '../editable-text.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { objectNamesQuery, objectQuery } from './configuration-queries.ts';
import { useExecutionEdits } from './edit-execution.ts';

/** What a configuration object is saved as, by its name and the type clients note. */
const fileOf = (name: string, type: string | null | undefined) => {
  const plain = name.replaceAll(/[^\w.-]+/g, '_');
  return /\.\w+$/.test(plain) ? plain : `${plain}.${type === 'dictionary' || !type ? 'conf' : 'txt'}`;
};

function ObjectText({ workspace, task, name }: TaskTabProps & { name: string }) {
  const query = useQuery(objectQuery(workspace, task, name));
  const edits = useExecutionEdits(workspace, task);
  return (
    <LoadedState query={query} what={name}>
      {(object) => (
        <div className="stack">
          {object.description && <p className="sm quiet">{object.description}</p>}
          <EditableText
            name={name}
            file={fileOf(name, object.type)}
            text={object.value ?? ''}
            empty="It is empty."
            onSave={edits && ((value) => edits.object({ ...object, value }))}
          />
        </div>
      )}
    </LoadedState>
  );
}

function ConfigurationObject({
  workspace,
  task,
  name,
  first,
}: TaskTabProps & { name: string; first: boolean }) {
  const [open, setOpen] = useState(first);
  return (
    <section className="panel" aria-label={name}>
      <h3 className="panel-bar">
        <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} />
          {name}
        </button>
      </h3>
      {open && (
        <div className="panel-pad">
          <ObjectText workspace={workspace} task={task} name={name} />
        </div>
      )}
    </section>
  );
}

/** The configuration objects; the text of each is fetched when it is opened. */
export function ObjectsSection({ workspace, task }: TaskTabProps) {
  const query = useQuery(objectNamesQuery(workspace, task));
  return (
    <section className="section" aria-labelledby="h-objects">
      <div className="section-head">
        <h2 id="h-objects">Configuration objects</h2>
      </div>
      <LoadedState query={query} what="configuration objects">
        {(names) =>
          names.length === 0 ? (
            <div className="panel panel-pad">
              <p className="sm quiet">
                None. Connect a file or a dictionary with task.connect_configuration(…) and it appears here.
              </p>
            </div>
          ) : (
            names.map((name) => (
              <ConfigurationObject key={name} {...{ workspace, task, name }} first={names.length === 1} />
            ))
          )
        }
      </LoadedState>
    </section>
  );
}

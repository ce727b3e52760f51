import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { CopyTextButton } from '../../../ui/copy.tsx';
import { Cell, FlowTable, Row } from '../../../ui/table.tsx';
import { counted } from '../../workspace/names.ts';
import type { TaskDocument } from '../task-query.ts';
import type { Param } from './configuration-queries.ts';
import { asLines, mayEdit, type ParamSection, sectionTitle } from './params.ts';
import { ParamsForm } from './params-form.tsx';

/** Rows shown at first, and added at each press of the button. */
const STEP = 200;

function ParamsTable({ title, params }: { title: string; params: readonly Param[] }) {
  const [most, setMost] = useState(STEP);
  return (
    <>
      <FlowTable caption={title} columns={['Name', 'Value', 'Type']}>
        {params.slice(0, most).map(({ name, value, type, description }) => (
          <Row key={name}>
            <Cell lead>
              <span className="mono breakable">{name}</span>
              {description && <span className="sub">{description}</span>}
            </Cell>
            <Cell label="Value">
              <span className="mono breakable param-value">{value}</span>
            </Cell>
            <Cell label="Type">{type}</Cell>
          </Row>
        ))}
      </FlowTable>
      {params.length > most && (
        <div className="panel-foot">
          <span>
            {most} of {counted(params.length, 'parameter')} are shown.
          </span>
          <Button size="sm" onClick={() => setMost(most + STEP)}>
            Show {STEP} more
          </Button>
        </div>
      )}
    </>
  );
}

interface ParamsPanelProps {
  workspace: string;
  task: TaskDocument;
  section: ParamSection;
  /** Its parameters that a search leaves. */
  found: readonly Param[];
  search: string;
  mayWrite: boolean;
}

/** One section of parameters. One in which a search finds nothing is left out, unless somebody is changing it. */
export function ParamsPanel({ workspace, task, section, found, search, mayWrite }: ParamsPanelProps) {
  const [editing, setEditing] = useState(false);
  const { name, params } = section;
  const title = sectionTitle(name);
  if (found.length === 0 && !editing) return null;
  return (
    <section className="panel params" aria-label={title}>
      <div className="panel-bar">
        <h3>{title}</h3>
        <span className="sm quiet">{counted(params.length, 'parameter')}</span>
        <div className="end">
          {mayWrite && mayEdit(task.status, name) && !editing && (
            <Button size="sm" icon="pencil" onClick={() => setEditing(true)}>
              Change
            </Button>
          )}
          <CopyTextButton text={() => asLines(params)} said={`${title} copied`}>
            Copy
          </CopyTextButton>
        </div>
      </div>
      {editing ? (
        <ParamsForm
          {...{ workspace, task, search, params }}
          section={name}
          onClose={() => setEditing(false)}
        />
      ) : (
        <ParamsTable title={title} params={found} />
      )}
    </section>
  );
}

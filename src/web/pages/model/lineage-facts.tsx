import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LoadedState } from '../../ui/states.tsx';
import { Fact, Facts, None } from '../task/facts.tsx';
import { StatusBadge } from '../task/status-badge.tsx';
import { lineageQuery, type ModelDocument, type Relative } from './model-query.ts';

interface RelativesProps {
  workspace: string;
  relatives: readonly Relative[];
  kind: 'task' | 'model';
}

function Relatives({ workspace, relatives, kind }: RelativesProps) {
  if (relatives.length === 0) return <None />;
  return (
    <ul className="stack">
      {relatives.map(({ id, name, status }) => (
        <li className="cluster" key={id}>
          {kind === 'task' ? (
            <Link to="/w/$workspace/tasks/$task" params={{ workspace, task: id }}>
              {name}
            </Link>
          ) : (
            <Link to="/w/$workspace/models/$model" params={{ workspace, model: id }}>
              {name}
            </Link>
          )}
          {status && <StatusBadge task={{ status }} />}
        </li>
      ))}
    </ul>
  );
}

/** What it came from, and what came of it. */
export function LineageFacts({ workspace, model }: { workspace: string; model: ModelDocument }) {
  const query = useQuery(lineageQuery(workspace, model.id));
  const { task, parent } = model;
  const named = (one: { id: string; name?: string } | null | undefined) =>
    one ? [{ id: one.id, name: one.name ?? `${one.id} (deleted)` }] : [];
  return (
    <Facts title="Lineage">
      <Fact name="Made by task">
        <Relatives workspace={workspace} relatives={named(task)} kind="task" />
      </Fact>
      <Fact name="Made from model">
        <Relatives workspace={workspace} relatives={named(parent)} kind="model" />
      </Fact>
      <LoadedState query={query} what="lineage" rows={2}>
        {({ tasks, models }) => (
          <>
            <Fact name="Used by tasks">
              <Relatives workspace={workspace} relatives={tasks} kind="task" />
            </Fact>
            <Fact name="Models made from it">
              <Relatives workspace={workspace} relatives={models} kind="model" />
            </Fact>
          </>
        )}
      </LoadedState>
    </Facts>
  );
}

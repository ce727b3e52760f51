import './workers.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { currentUserQuery } from '../../queries.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { agentBlock } from './agent-block.ts';
import { WorkerRow } from './worker-row.tsx';
import { loadsQuery, type Worker, workersQuery } from './workers-query.ts';

const COLUMNS = ['Worker', 'Runs', 'Listens to', 'Machine', 'Last seen'];

function WorkerTable({ workspace, workers }: { workspace: string; workers: readonly Worker[] }) {
  const { data: loads, dataUpdatedAt } = useQuery(loadsQuery(workspace));
  if (workers.length === 0)
    return (
      <div className="empty">
        <Icon name="robot" />
        <strong>No worker lives</strong>
        <span>An agent appears here when it starts, and leaves when it has been silent for a while.</span>
      </div>
    );
  return (
    <FlowTable caption="Workers" columns={COLUMNS}>
      {workers.map((worker) => (
        <WorkerRow
          key={worker.key}
          workspace={workspace}
          worker={worker}
          loads={loads?.get(worker.id)}
          until={dataUpdatedAt / 1000}
        />
      ))}
    </FlowTable>
  );
}

/** How an agent is started. */
function StartAgent({ workspace }: { workspace: string }) {
  return (
    <section className="section" aria-labelledby="start-agent">
      <div className="section-head">
        <div>
          <h2 id="start-agent">Start an agent</h2>
          <p>
            On any machine with Python. <code>clearml-agent init</code> asks for the block of a key pair:{' '}
            <Link to="/w/$workspace/settings" params={{ workspace }} search={{ create: true }}>
              create credentials
            </Link>
            , best of a{' '}
            <Link to="/w/$workspace/members" params={{ workspace }}>
              service account
            </Link>{' '}
            where several people share it.
          </p>
        </div>
      </div>
      <CodeBlock text={agentBlock('default')} label="Commands that start an agent" />
    </section>
  );
}

function Workers({ workspace: { id, name } }: { workspace: { id: string; name: string } }) {
  const query = useQuery(workersQuery(id));
  return (
    <>
      <div className="page-head workers-head">
        <div>
          <h1>Workers</h1>
          <p>Agents that live now and run tasks of {name}.</p>
        </div>
      </div>
      <section className="panel" aria-label="Workers">
        <LoadedState query={query} what="workers">
          {(workers) => <WorkerTable workspace={id} workers={workers} />}
        </LoadedState>
      </section>
      <StartAgent workspace={id} />
    </>
  );
}

/** The workers of the workspace in the address. */
export function WorkersPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/workers' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  return mine ? <Workers key={mine.id} workspace={mine} /> : <NotFoundPage />;
}

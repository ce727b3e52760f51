import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { counted } from '../workspace/names.ts';
import { Section } from './section.tsx';
import { type Rollout, rolloutQuery, type Vault } from './vault-queries.ts';

type Worker = Rollout['workers'][number];

const COLUMNS = ['Worker', 'Client', 'Address', 'Version served', 'Last fetch'];
const SHOWN = 20;
const MOST_BARS = 60;
const PARTS: Record<Worker['state'], string> = {
  current: 'full',
  behind: 'part',
  too_old: 'none',
  none: 'none',
};
const ORDER = ['current', 'behind', 'none', 'too_old'] as const;

/** One piece per worker, those with the newest version first; many workers share pieces. */
function RolloutBar({ version, workers }: Rollout) {
  const of = (state: Worker['state']) => workers.filter((worker) => worker.state === state).length;
  const pieces = ORDER.flatMap((state) =>
    Array.from(
      { length: Math.ceil((of(state) * Math.min(workers.length, MOST_BARS)) / workers.length) },
      () => state,
    ),
  );
  const rest = of('none') + of('too_old');
  const said = [
    `${counted(of('current'), 'worker')} on version ${version}`,
    of('behind') > 0 && `${of('behind')} on an older one`,
    rest > 0 && `${rest} without`,
  ];
  return (
    <div className="bar" role="img" aria-label={said.filter(Boolean).join(', ')}>
      {pieces.map((state, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity
        <i key={i} className={PARTS[state]} />
      ))}
    </div>
  );
}

function Served({ worker: { state, version }, newest }: { worker: Worker; newest: number }) {
  if (state === 'current') {
    return (
      <span className="badge b-ok">
        <Icon name="check" />
        Version {newest}
      </span>
    );
  }
  if (state === 'behind') {
    return (
      <>
        <span className="badge b-warn">
          <Icon name="clock" />
          Version {version ?? '?'}
        </span>
        <span className="sub">gets {newest} at its next start</span>
      </>
    );
  }
  return (
    <>
      <span className="badge">
        <Icon name={state === 'too_old' ? 'stop' : 'clock'} />
        Never asked
      </span>
      <span className="sub">
        {state === 'too_old' ? 'too old for vaults; needs 1.1 or newer' : 'asks at its next start'}
      </span>
    </>
  );
}

function WorkerRow({ worker, newest }: { worker: Worker; newest: number }) {
  const { fetched, user, client, address } = worker;
  return (
    <Row>
      <Cell lead>
        <strong>{worker.worker || 'No name'}</strong>
        <span className="sub">{user.name}</span>
      </Cell>
      <Cell label="Client">{client || <span className="faint">Not said</span>}</Cell>
      <Cell label="Address">
        <span className="mono xs">{address}</span>
      </Cell>
      <Cell label="Version served">
        <Served worker={worker} newest={newest} />
      </Cell>
      <Cell label="Last fetch">{fetched ? <When time={fetched} /> : 'Never'}</Cell>
    </Row>
  );
}

const FIRST = `from clearml import Task

task = Task.init(project_name="Vault", task_name="Who has it")`;

function NoWorkers({ vault }: { vault: Vault }) {
  return (
    <>
      <div className="empty">
        <Icon name="robot" />
        <strong>No worker has asked yet</strong>
        <span>
          {vault.enabled
            ? 'Run any script with this account’s credentials, and its machine appears here.'
            : 'Switch the vault on, then run any script with this account’s credentials: its machine appears here.'}
        </span>
      </div>
      <div className="ws-cell">
        <CodeBlock label="A script that asks" text={FIRST} />
      </div>
    </>
  );
}

/** Which worker has which version, as each told when it fetched its configuration. */
export function RolloutSection({ workspace, vault }: { workspace: string; vault: Vault }) {
  const query = useQuery(rolloutQuery(workspace, vault.id));
  const [all, setAll] = useState(false);
  return (
    <Section look="section" anchor="rollout" title="Rollout" about={query.data?.summary}>
      <LoadedState query={query} what="the rollout">
        {(rollout) =>
          rollout.workers.length === 0 ? (
            <NoWorkers vault={vault} />
          ) : (
            <>
              <div className="panel-pad">
                <RolloutBar {...rollout} />
              </div>
              <FlowTable caption="Which worker has which version" columns={COLUMNS}>
                {rollout.workers.slice(0, all ? undefined : SHOWN).map((worker) => (
                  <WorkerRow
                    key={`${worker.user.id} ${worker.worker} ${worker.client}`}
                    worker={worker}
                    newest={rollout.version}
                  />
                ))}
              </FlowTable>
              {!all && rollout.workers.length > SHOWN && (
                <div className="panel-foot">
                  <span>
                    {SHOWN} of {rollout.workers.length} workers.
                  </span>
                  <span className="end">
                    <Button size="sm" onClick={() => setAll(true)}>
                      Show all {rollout.workers.length}
                    </Button>
                  </span>
                </div>
              )}
            </>
          )
        }
      </LoadedState>
    </Section>
  );
}

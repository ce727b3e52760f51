import { useQuery } from '@tanstack/react-query';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { counted, nameOf } from './names.ts';
import { type LeavePreview, leavePreviewQuery } from './workspace-queries.ts';

const NAMED = 3;

/** "gpu-1, gpu-2, gpu-3 and 4 more". */
function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function Workers({ workers }: Pick<LeavePreview, 'workers'>) {
  const [last] = workers;
  return (
    <li>
      <Icon name="robot" className="faint" />
      {last ? (
        <>
          <span>
            <strong>{counted(workers.length, 'worker')}</strong>,{' '}
            {listed(workers.map(({ worker }) => worker))}
          </span>
          <span className="end">
            last seen <When time={last.seen} />
          </span>
        </>
      ) : (
        'No worker was seen in the last 7 days'
      )}
    </li>
  );
}

/** The key pairs, workers and vaults that end when somebody leaves a workspace or is removed from it. */
export function WhatStops({ workspace, user }: { workspace: string; user?: string }) {
  const preview = useQuery(leavePreviewQuery(workspace, user));
  return (
    <div className="stack">
      <h3>What stops, within a second</h3>
      <LoadedState query={preview} what="what stops">
        {({ workers, credentials, vaults, personal_vault }) => (
          <ul className="impact">
            <li>
              <Icon name="key" className="faint" />
              {credentials.length === 0 ? (
                'No API credentials there'
              ) : (
                <>
                  <span>
                    <strong>{counted(credentials.length, 'API credential')}</strong>,{' '}
                    {listed(credentials.map(nameOf))}
                  </span>
                  <span className="end">revoked</span>
                </>
              )}
            </li>
            <Workers workers={workers} />
            {vaults.length > 0 && (
              <li>
                <Icon name="vault" className="faint" />
                <span>Vaults of the workspace: {listed(vaults)}</span>
                <span className="end">no longer served</span>
              </li>
            )}
            {personal_vault && (
              <li>
                <Icon name="vault" className="faint" />
                {user ? 'Their own vault there' : 'Your own vault there'}
                <span className="end">deleted</span>
              </li>
            )}
          </ul>
        )}
      </LoadedState>
    </div>
  );
}

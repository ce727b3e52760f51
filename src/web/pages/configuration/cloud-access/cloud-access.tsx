import { useQuery } from '@tanstack/react-query';
import { currentUserQuery } from '../../../queries.ts';
import { useActiveWorkspace } from '../../../shell/active-workspace.ts';
import { hasWebCrypto } from '../../../storage/page-keys.ts';
import { entriesQuery } from '../../../storage/storage-queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Note } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import { CloudTasks } from './cloud-tasks.tsx';
import './cloud-access.css';
import { EntriesTable } from './entries-table.tsx';
import { LockBar } from './lock-bar.tsx';
import { NoEntries } from './no-entries.tsx';
import { type CloudWorkspace, useCloudAccess } from './use-cloud-access.ts';

function PlainHttp() {
  return (
    <div className="panel-pad">
      <Note tone="warn">
        <strong>This page came over plain http, where browsers offer no cryptography.</strong> Keys cannot be
        kept in this browser or in your account here: open Atrium by https, or keep them in the workspace,
        where the server signs.
      </Note>
    </div>
  );
}

function Panel({ workspace }: { workspace: CloudWorkspace }) {
  const query = useQuery(entriesQuery(workspace.id));
  const cloud = useCloudAccess(workspace, query.data);
  return (
    <>
      <div className="section-head">
        <div>
          <h2 id="h-cloud">Web App Cloud Access</h2>
          <p>
            Keys with which this page shows debug samples, plots and artifacts from your buckets. The longest
            matching bucket and prefix wins. Workspace entries are those of {workspace.name}.
          </p>
        </div>
        <div className="end">
          <Button icon="plus" disabled={!query.data} onClick={() => cloud.setTask({ kind: 'add' })}>
            Add access keys
          </Button>
        </div>
      </div>
      <div className="panel">
        {!hasWebCrypto() && <PlainHttp />}
        <LoadedState query={query} what="access keys">
          {(entries) => (
            <>
              {entries.lock && hasWebCrypto() && (
                <LockBar
                  entries={entries}
                  unlocked={cloud.means.unlocked}
                  onUnlock={() => cloud.setTask({ kind: 'unlock' })}
                  onLock={cloud.lockNow}
                  onChange={() => cloud.setTask({ kind: 'change-passphrase' })}
                />
              )}
              {entries.own.length + entries.workspace.length === 0 ? (
                <NoEntries />
              ) : (
                <EntriesTable entries={entries} cloud={cloud} workspace={workspace} />
              )}
              <CloudTasks entries={entries} cloud={cloud} workspace={workspace} />
            </>
          )}
        </LoadedState>
        <div className="panel-foot">
          <Icon name="lock" className="i-sm" />
          <span>
            Never plain in this browser's storage. Links live 10 minutes and renew while a page is open.
          </span>
        </div>
      </div>
    </>
  );
}

/** Keys with which this page shows what lies in buckets: one's own, and the active workspace's. */
export function CloudAccess() {
  const active = useActiveWorkspace();
  const { data: user } = useQuery(currentUserQuery);
  const here = user?.companies.find(({ id }) => id === active);
  if (!here) return null;
  const { id, name, role } = here;
  const administers = role === 'owner' || role === 'administrator';
  return (
    <section className="section cloud-access" aria-labelledby="h-cloud" id="cloud-access">
      <Panel key={id} workspace={{ id, name, administers }} />
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Entry, isOwn } from '../../storage/choose-entry.ts';
import { entriesQuery } from '../../storage/storage-queries.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { AddressBar } from './address-bar.tsx';
import { entryAddress } from './chosen-entry.tsx';

function NoKeys() {
  return (
    <div className="empty">
      <Icon name="key" />
      <strong>No access keys yet</strong>
      <span>
        Add the keys of a bucket, and its pictures, videos, tables and texts show here and wherever a task
        reported them.
      </span>
      <Link className="btn" to="/settings/configuration" hash="cloud-access">
        Add access keys
      </Link>
    </div>
  );
}

/** A bucket one has keys for. A whole storage account has no listing of its own: its containers are named in addresses. */
function EntryRow({ workspace, entry }: { workspace: string; entry: Entry }) {
  const address = entryAddress(entry);
  const keeper = isOwn(entry) ? (entry.custody === 'account' ? 'Your account' : 'This browser') : 'Workspace';
  return (
    <li className="row">
      <div>
        <div className="row-label mono breakable">{address}</div>
        <p className="row-hint">{entry.bucket === '' ? `${keeper}, all containers` : keeper}</p>
      </div>
      {entry.bucket !== '' && (
        <div className="row-control">
          <Link
            className="btn"
            aria-label={`Browse ${address}`}
            to="/w/$workspace/gallery"
            params={{ workspace }}
            search={{ url: `${address}/` }}
          >
            Browse
          </Link>
        </div>
      )}
    </li>
  );
}

/** Where no address is given: a line to paste one, and the buckets there are keys for. */
export function StorageStart({ workspace }: { workspace: string }) {
  const query = useQuery(entriesQuery(workspace));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Storage</h1>
          <p>Look at any object you have keys for: paste its address, or browse a bucket.</p>
        </div>
      </div>
      <AddressBar workspace={workspace} url="" first />
      <section className="section" aria-labelledby="h-buckets">
        <div className="section-head">
          <h2 id="h-buckets">Buckets you have keys for</h2>
        </div>
        <div className="panel">
          <LoadedState query={query} what="access keys">
            {({ own, workspace: shared }) => {
              const entries = [...own, ...shared];
              return entries.length === 0 ? (
                <NoKeys />
              ) : (
                <ul>
                  {entries.map((entry) => (
                    <EntryRow key={entry.id} workspace={workspace} entry={entry} />
                  ))}
                </ul>
              );
            }}
          </LoadedState>
        </div>
      </section>
    </>
  );
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { Note } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { counted } from '../workspace/names.ts';

type Counted = ResponseOf<'tasks.get_stored_objects'>;

/** What is counted at once; of more tasks the objects go all the same. */
const MOST_TASKS = 1_000;

/** How many stored objects would go with tasks, and from where; asked for each time. */
const storedObjectsQuery = (workspace: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['stored-objects', workspace, ids],
    queryFn: () => call('tasks.get_stored_objects', { ids: ids.slice(0, MOST_TASKS) }, { workspace }),
    staleTime: 0,
    gcTime: 0,
  });

function Stores({ workspace, stores }: { workspace: string; stores: Counted['stores'] }) {
  const without = stores.filter(({ credentials }) => !credentials);
  return (
    <>
      <ul className="stored-places">
        {stores.map(({ kind, place, objects }) => (
          <li key={`${kind} ${place}`}>
            <span>{counted(objects, 'object')}</span>{' '}
            <span className="quiet">in {kind === 'files' ? 'the files of this server' : place}</span>
          </li>
        ))}
      </ul>
      {without.length > 0 && (
        <Note tone="warn">
          <strong>
            There are no credentials to delete in {without.map(({ place }) => place).join(', ')}.
          </strong>{' '}
          Those objects would be listed as not deleted. Credentials for it are kept on the page{' '}
          <Link to="/w/$workspace/storage-cleanup" params={{ workspace }}>
            Storage cleanup
          </Link>
          .
        </Note>
      )}
    </>
  );
}

interface StoredObjectsProps {
  workspace: string;
  /** The tasks they go with. */
  ids: readonly string[];
  wanted: boolean;
  onWanted: (wanted: boolean) => void;
}

/** Offers to delete what tasks have stored: debug samples, artifacts, models; says how many and where. */
export function StoredObjects({ workspace, ids, wanted, onWanted }: StoredObjectsProps) {
  const query = useQuery(storedObjectsQuery(workspace, ids));
  return (
    <div className="stack">
      <h3>Stored objects</h3>
      <LoadedState query={query} what="stored objects" rows={1}>
        {({ objects, stores, kept, more }) => (
          <>
            {objects === 0 ? (
              <p className="sm quiet">
                Nothing is stored in a folder of {ids.length === 1 ? 'its own' : 'their own'}.
              </p>
            ) : (
              <>
                <label className="choice">
                  <input
                    className="check"
                    type="checkbox"
                    checked={wanted}
                    onChange={(event) => onWanted(event.target.checked)}
                  />
                  <span>
                    Delete {more ? 'more than ' : ''}
                    {counted(objects, 'stored object')} too
                    <small>
                      Debug samples, artifacts and models, in the background; they are gone for good.
                    </small>
                  </span>
                </label>
                <Stores workspace={workspace} stores={stores} />
              </>
            )}
            {kept > 0 && (
              <p className="sm quiet">
                {kept === 1 ? 'One other address' : `${kept} other addresses`} that{' '}
                {ids.length === 1 ? 'it names' : 'they name'} {kept === 1 ? 'stays' : 'stay'}, such as data
                that others use too.
              </p>
            )}
          </>
        )}
      </LoadedState>
    </div>
  );
}

import '../../media/media.css';
import '../gallery/storage.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { nameOf } from '../../media/plain-address.ts';
import { SaveButton } from '../../media/save-button.tsx';
import { Viewer } from '../../media/viewer.tsx';
import { currentUserQuery } from '../../queries.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AddressBar } from '../gallery/address-bar.tsx';
import { ChosenEntry } from '../gallery/chosen-entry.tsx';
import { StorageCrumbs } from '../gallery/storage-crumbs.tsx';
import { levelsOf } from '../gallery/storage-levels.ts';
import { StorageStart } from '../gallery/storage-start.tsx';
import { useEntry } from '../gallery/use-entry.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';

function View({ workspace, url }: { workspace: string; url: string }) {
  const found = useEntry(workspace, url);
  const [full, setFull] = useState(false);
  const choice = found && 'object' in found && 'entry' in found ? found : undefined;
  const levels = choice && levelsOf(choice);
  const above = levels?.at(-2)?.url;
  return (
    <>
      <div className="page-head wide">
        <div className="grow">
          <h1 className="breakable">{nameOf(url)}</h1>
          {levels && <StorageCrumbs workspace={workspace} levels={levels} />}
        </div>
        <div className="end">
          {above && (
            <Link className="btn" to="/w/$workspace/gallery" params={{ workspace }} search={{ url: above }}>
              <Icon name="images" />
              All of this folder
            </Link>
          )}
          <SaveButton workspace={workspace} url={url} size={null} />
          <CopyButton text={url} label="Copy the address" said="Address copied" tipLeft />
        </div>
      </div>
      <div className="stack">
        <AddressBar key={url} workspace={workspace} url={url} />
        {found && <ChosenEntry found={found} />}
      </div>
      <Viewer workspace={workspace} url={url} full={full} onFull={setFull} />
    </>
  );
}

/** One object by its storage address, whatever it is. */
export function ViewPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/view' });
  const { url } = useSearch({ from: '/shell/w/$workspace/view' });
  const { data: user } = useQuery(currentUserQuery);
  if (!user?.companies.some(({ id }) => id === workspace)) return <NotFoundPage />;
  return url ? <View key={url} workspace={workspace} url={url} /> : <StorageStart workspace={workspace} />;
}

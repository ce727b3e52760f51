import '../../media/media.css';
import './storage.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { WhyLink } from '../../media/broken-image.tsx';
import { GalleryGrid } from '../../media/gallery-grid.tsx';
import { nameOf } from '../../media/plain-address.ts';
import { currentUserQuery } from '../../queries.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { AddressBar } from './address-bar.tsx';
import { ChosenEntry } from './chosen-entry.tsx';
import { Folders } from './folders.tsx';
import { ListingError } from './listing-error.tsx';
import { StorageCrumbs } from './storage-crumbs.tsx';
import { asFolder, foldersOf, levelsOf } from './storage-levels.ts';
import { StorageStart } from './storage-start.tsx';
import { useEntry } from './use-entry.ts';
import { useListing } from './use-listing.ts';

const FullSize = lazy(async () => ({ default: (await import('../../media/full-size.tsx')).FullSize }));

function Nothing({ workspace, url }: { workspace: string; url: string }) {
  const object = url.replace(/\/$/, '');
  return (
    <div className="panel">
      <div className="empty">
        <Icon name="folder" />
        <strong>Nothing here</strong>
        <span>
          The store was asked and has no object whose name begins so. If you expect some, look at the
          spelling: upper and lower case count. <WhyLink url={url} />
        </span>
        <Link className="btn" to="/w/$workspace/view" params={{ workspace }} search={{ url: object }}>
          Open it as an object
        </Link>
      </div>
    </div>
  );
}

/** What is below a prefix: its folders, and all objects as thumbnails. */
function Listed({ workspace, url, prefix }: { workspace: string; url: string; prefix: string | undefined }) {
  const { query, items, keys } = useListing(workspace, url);
  const [open, setOpen] = useState<number>();
  const { hasNextPage: more, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  const close = useCallback(() => setOpen(undefined), []);
  const folders = useMemo(() => (prefix === undefined ? [] : foldersOf(keys, prefix)), [keys, prefix]);
  if (query.isPending) return <Skeleton what={`objects of ${nameOf(url)}`} />;
  if (query.isError && items.length === 0) {
    return (
      <ListingError
        workspace={workspace}
        url={url}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (items.length === 0 && !more) return <Nothing workspace={workspace} url={url} />;
  return (
    <>
      <Folders workspace={workspace} url={url} names={folders} more={more} />
      <p className="sm quiet" role="status">
        {items.length} {items.length === 1 ? 'object' : 'objects'}
        {more && (isFetchingNextPage ? ', loading more…' : ' so far, more follow as you scroll')}
      </p>
      <GalleryGrid
        workspace={workspace}
        label={`Objects of ${nameOf(url)}`}
        items={items}
        more={more}
        onNearEnd={onNearEnd}
        open={open}
        onOpen={setOpen}
      />
      {query.isError && (
        <ListingError
          workspace={workspace}
          url={url}
          error={query.error}
          onRetry={() => void fetchNextPage()}
        />
      )}
      <Suspense>
        {open !== undefined && (
          <FullSize {...{ workspace, items, more, onNearEnd }} at={open} onMove={setOpen} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

function Gallery({ workspace, url }: { workspace: string; url: string }) {
  const found = useEntry(workspace, url);
  const choice = found && 'object' in found && 'entry' in found ? found : undefined;
  return (
    <>
      <div className="page-head wide">
        <div className="grow">
          <h1 className="breakable">{nameOf(url)}</h1>
          {choice && <StorageCrumbs workspace={workspace} levels={levelsOf(choice)} />}
        </div>
        <CopyButton text={url} label="Copy the address" said="Address copied" tipLeft />
      </div>
      <div className="stack">
        <AddressBar key={url} workspace={workspace} url={url} />
        {found && <ChosenEntry found={found} />}
      </div>
      <div className="stack">
        <Listed key={url} workspace={workspace} url={url} prefix={choice?.object.key} />
      </div>
    </>
  );
}

/** All objects below a prefix of a bucket; without an address, where to begin. */
export function GalleryPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/gallery' });
  const { url } = useSearch({ from: '/shell/w/$workspace/gallery' });
  const { data: user } = useQuery(currentUserQuery);
  if (!user?.companies.some(({ id }) => id === workspace)) return <NotFoundPage />;
  return url ? <Gallery workspace={workspace} url={asFolder(url)} /> : <StorageStart workspace={workspace} />;
}

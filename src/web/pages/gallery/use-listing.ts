import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GalleryItem } from '../../media/gallery-tile.tsx';
import { isPicture } from '../../media/object-kind.ts';
import { nameOf } from '../../media/plain-address.ts';
import { listObjects } from '../../storage/links.ts';
import { useKeys } from '../../storage/page-keys.ts';
import { expectLinks } from '../../storage/use-link.ts';

/** Pictures that may be in view at once: their links are asked for while the thumbnails are being laid out. */
const EXPECTED = 100;

async function listPage(workspace: string, url: string, after: string | undefined) {
  const page = await listObjects(workspace, url, after);
  if (after === undefined) {
    const pictures = page.objects.slice(0, EXPECTED).filter((object) => isPicture(nameOf(object.url)));
    expectLinks(
      workspace,
      pictures.map((object) => object.url),
    );
  }
  return page;
}

/** Objects below a prefix, a page of the store's listing at a time. */
export function useListing(workspace: string, url: string) {
  const { unlocked } = useKeys();
  const query = useInfiniteQuery({
    queryKey: ['stored-objects', workspace, url, unlocked],
    queryFn: ({ pageParam }) => listPage(workspace, url, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // a listing of a million objects is not fetched anew because the window was looked at again
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const { data } = query;
  const items = useMemo(
    () =>
      (data?.pages ?? []).flatMap(({ objects }) =>
        objects
          // what stands for a folder itself is no object to show
          .filter(({ key }) => !key.endsWith('/'))
          .map((object): GalleryItem => ({ url: object.url, name: nameOf(object.url), size: object.size })),
      ),
    [data],
  );
  const keys = useMemo(
    () => (data?.pages ?? []).flatMap(({ objects }) => objects.map(({ key }) => key)),
    [data],
  );
  return { query, items, keys };
}

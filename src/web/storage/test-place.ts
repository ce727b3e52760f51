import type { Reach } from '../../storage/ladder.ts';
import type { Place, Secret } from '../../storage/place.ts';
import { writeStorageUrl } from '../../storage/storage-url.ts';
import { findRegionAndStyle, walk } from '../../storage/walk.ts';
import type { Tested } from './worker-protocol.ts';

/** Tries a place with a secret: finds its region and style, then climbs to its newest object. */
export async function testPlace(reach: Reach, place: Place, secret: Secret): Promise<Tested> {
  const found = (await findRegionAndStyle(reach, place, secret)) ?? null;
  const at = { ...place, ...found };
  const below = at.prefix === '' || at.prefix.endsWith('/') ? at.prefix : `${at.prefix}/`;
  const rungs = await walk(reach, { url: writeStorageUrl(at, below), entry: at, secret });
  const { key, size } = rungs.find(({ rung }) => rung === 'object')?.facts ?? {};
  const newest =
    key === undefined || key === below
      ? null
      : {
          key,
          url: writeStorageUrl(at, key),
          size: size === undefined ? null : Number(size),
          modified: null,
        };
  return { rungs, newest, found };
}

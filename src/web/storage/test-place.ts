import type { Reach } from '../../storage/ladder.ts';
import { findNewest } from '../../storage/newest.ts';
import type { Place, Secret } from '../../storage/place.ts';
import { writeStorageUrl } from '../../storage/storage-url.ts';
import { findRegionAndStyle, walk } from '../../storage/walk.ts';
import type { Tested } from './worker-protocol.ts';

/** Tries a place with a secret: finds its region and style, climbs to what lies there, and names the newest object. */
export async function testPlace(reach: Reach, place: Place, secret: Secret): Promise<Tested> {
  const found = (await findRegionAndStyle(reach, place, secret)) ?? null;
  const at = { ...place, ...found };
  const below = at.prefix === '' || at.prefix.endsWith('/') ? at.prefix : `${at.prefix}/`;
  const rungs = await walk(reach, { url: writeStorageUrl(at, below), entry: at, secret });
  const isBroken = rungs.some(({ state }) => state === 'broken');
  const newest = isBroken ? undefined : await findNewest(reach, at, secret);
  return { rungs, newest: newest ? { ...newest, url: writeStorageUrl(at, newest.key) } : null, found };
}

import type { Reach, Rung, RungName } from './ladder.ts';
import { RUNGS } from './ladder.ts';
import { placeOf } from './match.ts';
import { bucketInHost, originOf, pathOf } from './origin.ts';
import type { Place, Secret } from './place.ts';
import { findEntry, readAddress } from './walk/address.ts';
import { type Climb, type Finding, rungOf, type WalkInput } from './walk/climb.ts';
import { judgeCors } from './walk/cors.ts';
import { findRegion } from './walk/find-region.ts';
import { reachHost } from './walk/network.ts';
import { getSample, judgeObject } from './walk/object.ts';
import { checkSecret, judgeSignature, tryAt } from './walk/signature.ts';
import { Trial } from './walk/trial.ts';

/**
 * Climbs the doctor's ladder to one object, or, when the URL names a prefix, to what lies below it. Stops at the
 * broken rung; those above it are "not_reached". explain.ts has the sentence and the cure of every code.
 */
export async function walk(reach: Reach, input: WalkInput): Promise<Rung[]> {
  const rungs: Rung[] = [];
  const add = (rung: RungName, finding: Finding): boolean => {
    rungs.push(rungOf(rung, finding));
    return finding.state !== 'broken';
  };
  await climb(reach, input, add);
  const rest = RUNGS.slice(rungs.length);
  return [...rungs, ...rest.map((rung) => rungOf(rung, { state: 'not_reached', code: '', facts: {} }))];
}

type Add = (rung: RungName, finding: Finding) => boolean;

async function climb(reach: Reach, input: WalkInput, add: Add): Promise<void> {
  const { finding, object } = readAddress(input);
  if (!add('address', finding) || !object) return;
  if (!add('entry', findEntry(input, object)) || !input.entry) return;
  const place = placeOf(input.entry, object);
  const trial = new Trial(reach, input.secret, input.link);
  const own: Climb = { reach, input, object, place, trial };
  const { finding: network, preflight } = await reachHost(own);
  if (!add('network', network)) return;
  const trouble = await checkSecret(own);
  const first = trouble ? await trial.send(originOf(place) + pathOf(place, object.key)) : await tryAt(own);
  const sample = trouble ? undefined : await getSample(own, first);
  if (!add('cors', judgeCors(own, preflight, first, sample?.tried))) return;
  if (!add('signature', trouble ?? (await judgeSignature(own, first)))) return;
  add('object', await judgeObject(own, first, sample));
}

/**
 * Finds the region that a store signs by and where it wants the bucket, in the host name or in the path. Undefined
 * when no answer told; the ladder then says why.
 */
export async function findRegionAndStyle(
  reach: Reach,
  place: Place,
  secret: Secret,
): Promise<Pick<Place, 'region' | 'style'> | undefined> {
  const { kind, style } = place;
  if (kind !== 's3') return { region: '', style };
  const trial = new Trial(reach, secret, undefined);
  const other = style === 'path' ? 'virtual' : 'path';
  const canStandInHost = bucketInHost({ ...place, style: 'virtual' });
  for (const tried of canStandInHost ? ([style, other] as const) : (['path'] as const)) {
    const region = await findRegion(trial, { ...place, style: tried });
    if (region !== undefined) return { region, style: tried };
  }
  return undefined;
}

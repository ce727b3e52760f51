import { expect } from 'vitest';
import { RUNGS, type Rung } from '../../../src/storage/ladder.ts';
import type { Place, Secret } from '../../../src/storage/place.ts';
import { writeStorageUrl } from '../../../src/storage/storage-url.ts';
import type { WalkInput } from '../../../src/storage/walk/climb.ts';
import { walk } from '../../../src/storage/walk.ts';
import { MINIO } from './places.ts';
import { file, PNG, type Script, scriptedReach } from './scripted-reach.ts';
import { type ScriptedS3, scriptedS3 } from './scripted-s3.ts';

export const KEYS: Secret = { type: 'keys', key: 'AKIAEXAMPLE', secret: 'wJalSECRET' };
export const MINIO_TLS: Place = { ...MINIO, scheme: 'https' };

/** A store with one image in it. */
export const store = (changed: Partial<ScriptedS3> = {}): Script =>
  scriptedS3({ objects: { 'a.png': file(PNG, { 'content-type': 'image/png' }) }, ...changed });

/** The ladder in short: each rung's state, the last one's code. */
export function short(rungs: readonly Rung[]): string {
  expect(rungs.map(({ rung }) => rung)).toEqual(RUNGS);
  const last = rungs.findLast(({ code }) => code !== '');
  const signs = { passed: '+', broken: '-', not_needed: 'o', not_reached: '.' };
  return `${rungs.map(({ state }) => signs[state]).join('')} ${last?.rung}: ${last?.code}`;
}

/** Climbs to a.png, or to what the input says, with an entry that fits. */
export function climb(
  script: Script,
  input: Partial<WalkInput> = {},
  who: 'server' | 'browser' = 'server',
  options: Parameters<typeof scriptedReach>[2] = {},
): Promise<Rung[]> {
  const entry = { id: 'entry', ...(input.entry ?? MINIO_TLS) };
  const url = input.url ?? writeStorageUrl(entry, 'a.png');
  return walk(scriptedReach(who, script, options), { secret: KEYS, ...input, url, entry });
}

export const brokenOf = (rungs: readonly Rung[]): Rung | undefined =>
  rungs.find(({ state }) => state === 'broken');

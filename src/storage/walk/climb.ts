import type { NoAnswer, Reach, Rung, RungName } from '../ladder.ts';
import type { WhyNot } from '../match.ts';
import type { Place, Secret } from '../place.ts';
import type { StoredObject } from '../storage-url.ts';
import type { Trial } from './trial.ts';

export type WalkedEntry = Place & { id?: string };

export interface WalkInput {
  /** What a person pasted, or an entry's own place when an entry is tested. */
  url: string;
  entry?: WalkedEntry | undefined;
  /** Left out where nobody but the server may see it; then `link` stands for it. */
  secret?: Secret | undefined;
  /** A link to the object that was signed elsewhere. */
  link?: string | undefined;
  /** The link leads through the server's own door: the browser never speaks with the store. */
  through_door?: boolean | undefined;
  /** The entries that do not fit, and why. */
  considered?: readonly { entry: WalkedEntry; why: WhyNot }[] | undefined;
}

/** What is known on the way up. */
export interface Climb {
  reach: Reach;
  input: WalkInput;
  object: StoredObject;
  /** The entry's place with the object's bucket. */
  place: Place;
  trial: Trial;
}

export interface Finding {
  state: Rung['state'];
  code: string;
  facts: Record<string, string>;
}

export const passed = (code: string, facts: Record<string, string> = {}): Finding => ({
  state: 'passed',
  code,
  facts,
});

export const broken = (code: string, facts: Record<string, string> = {}): Finding => ({
  state: 'broken',
  code,
  facts,
});

export const notNeeded = (code: string): Finding => ({ state: 'not_needed', code, facts: {} });

/** Nothing can be said here, and what follows may still tell. */
export const undecided = (code: string, facts: Record<string, string> = {}): Finding => ({
  state: 'not_reached',
  code,
  facts,
});

export const rungOf = (rung: RungName, { state, code, facts }: Finding): Rung => ({
  rung,
  state,
  code,
  facts,
});

/** Facts of the place that sentences and cures are made of. */
export function placeFacts({
  kind,
  scheme,
  host,
  account,
  bucket,
  region,
  style,
}: Place): Record<string, string> {
  return { kind, scheme, host, account, bucket, region, style };
}

export type Failed = { failed: NoAnswer; detail: string };

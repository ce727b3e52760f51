import type { ResponseOf } from '../../contract/contract.ts';
import type { Rung } from '../../storage/ladder.ts';
import type { WhyNot } from '../../storage/match.ts';
import type { Place, Secret } from '../../storage/place.ts';
import type { StoredObject } from '../../storage/storage-url.ts';
import type { Lock } from './passphrase.ts';

export type OwnEntry = ResponseOf<'storage_access.get_all'>['own'][number];
export type StoredFile = ResponseOf<'storage_access.get_objects'>['objects'][number];
export type Tested = ResponseOf<'storage_access.test'>;

/** What the worker needs of an own entry to find and open its secret. */
export type HeldEntry = Place & Pick<OwnEntry, 'id' | 'custody' | 'sealed'>;

/** Entries that do not fit, and why. */
export type Considered = readonly { entry: Place & { id: string }; why: WhyNot }[];

/** An object of an entry: an entry of a whole Azure account leaves the container open. */
export type ObjectName = Pick<StoredObject, 'bucket' | 'key'>;

/** A secret as it was just typed, or the one that belongs to an entry. */
export type SecretFrom = { typed: Secret } | { of: HeldEntry };

/** The parts of a secret that have a column of their own. */
export type SecretPart = 'key' | 'secret' | 'token';

/** Why a question about secrets has no answer. */
export type KeyTrouble =
  /** The passphrase was not typed in this tab, or 30 idle minutes have passed. */
  | 'locked'
  /** Its secret is not in this browser. */
  | 'other_browser'
  /** It has no secret any more, or one that was sealed for something else: it must be typed again. */
  | 'reset'
  | 'wrong_passphrase'
  /** Plain http that is not this machine: browsers offer no cryptography there. */
  | 'no_webcrypto'
  /** This browser keeps nothing, as in some private windows. */
  | 'no_store'
  /** The store answered, and refused; the message is the reason's code. */
  | 'refused'
  | 'unreachable'
  | 'failed';

export interface Signed {
  href: string;
  /** Null for a SAS, which ends when its maker said. */
  ends_at_ms: number | null;
}

/** Every question that the page asks the worker, and what it answers. Only `copy` gives any of a secret back. */
export interface WorkerMethods {
  /** Whose entries these are; gives this browser's id, or null where it keeps nothing. */
  begin(input: { account: string }): Promise<{ browser: string | null }>;
  /** Makes a lock for a new passphrase; the server's answer gives it its version. */
  makeLock(input: { passphrase: string; version: number }): Promise<Lock>;
  changeLock(input: { lock: Lock; old: string; next: string }): Promise<Lock>;
  unlock(input: { lock: Lock; passphrase: string }): Promise<void>;
  lock(input: Record<string, never>): Promise<void>;
  /** The person is there: the 30 idle minutes begin anew. */
  touch(input: Record<string, never>): Promise<void>;
  /** A secret sealed under the passphrase's data key, for a place; base64. */
  seal(input: { from: SecretFrom; place: Place }): Promise<string>;
  /** Keeps a secret in this browser, for the entry with this id. */
  keep(input: { from: SecretFrom; id: string; place: Place }): Promise<void>;
  /** Forgets what this browser keeps for an entry. */
  forget(input: { id: string }): Promise<void>;
  /** Forgets what this browser keeps for entries that are no longer there; gives the ids that it still holds. */
  sweep(input: { present: string[] }): Promise<string[]>;
  copy(input: { entry: HeldEntry; part: SecretPart }): Promise<string>;
  /** Hands an entry's secret to the server as an entry of a workspace, without showing it to the page. */
  share(input: { entry: HeldEntry; place: Place; workspace: string; api: string }): Promise<{ id: string }>;
  /** Links to objects of one entry, in their order. */
  sign(input: { entry: HeldEntry; objects: ObjectName[]; method: 'GET' | 'HEAD' }): Promise<Signed[]>;
  /** Asks the store what is wrong with an object's link; what it says of the time counts from then on. */
  checkLink(input: { entry: HeldEntry; object: ObjectName }): Promise<void>;
  list(input: {
    entry: HeldEntry;
    bucket: string;
    prefix: string;
    after?: string | undefined;
  }): Promise<{ objects: StoredFile[]; next: string | null }>;
  /** Climbs the doctor's ladder to an object of an own entry. */
  walk(input: { url: string; entry: HeldEntry; considered: Considered }): Promise<Rung[]>;
  /** Tries a place with a secret: region and style, the ladder, the newest object. */
  test(input: { from: SecretFrom; place: Place }): Promise<Tested>;
}

export type MethodName = keyof WorkerMethods;
export type InputOf<Name extends MethodName> = Parameters<WorkerMethods[Name]>[0];
export type OutputOf<Name extends MethodName> = Awaited<ReturnType<WorkerMethods[Name]>>;

export type WorkerAsk = {
  [Name in MethodName]: { id: number; name: Name; input: InputOf<Name> };
}[MethodName];
export type WorkerAnswer =
  | { id: number; output: unknown }
  | { id: number; trouble: KeyTrouble; message: string };

/** A refusal of the worker, on either side of the messages. */
export class KeyError extends Error {
  readonly trouble: KeyTrouble;

  constructor(trouble: KeyTrouble, message: string = trouble) {
    super(message);
    this.name = 'KeyError';
    this.trouble = trouble;
  }
}

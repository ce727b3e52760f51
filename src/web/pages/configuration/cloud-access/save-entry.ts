import type { Place, Secret } from '../../../../storage/place.ts';
import { call } from '../../../api.ts';
import { basePath } from '../../../base-path.ts';
import { type Entry, isOwn } from '../../../storage/choose-entry.ts';
import { askKeys, thisBrowser } from '../../../storage/page-keys.ts';
import { KeyError, type OwnEntry, type SecretFrom } from '../../../storage/worker-protocol.ts';
import { deviceOf } from '../../profile/device.ts';
import { type Custody, custodyOf } from './entry-words.ts';

export interface WantedEntry {
  place: Place;
  custody: Custody;
  /** Left out: the one that the entry has. */
  secret: Secret | undefined;
  /** The entry that is changed; left out for a new one. */
  entry: Entry | undefined;
  workspace: string;
}

/** Whether a secret sealed for one place opens for the other (src/web/storage/sealing.ts). */
export function isSealedAlike(a: Place, b: Place): boolean {
  const parts = ['kind', 'scheme', 'host', 'account', 'bucket', 'prefix'] as const;
  return parts.every((part) => a[part] === b[part]);
}

/** What the server keeps of an own entry beside its place and custody. */
function typeOf(secret: Secret | undefined, entry: Entry | undefined) {
  if (!secret && entry) return { secret_type: entry.secret_type, has_token: entry.has_token };
  return {
    secret_type: secret?.type ?? ('keys' as const),
    has_token: secret?.type === 'keys' && Boolean(secret.token),
  };
}

/** Where the secret comes from: what was typed, else the own entry that has it. */
function sourceOf({ secret, entry }: WantedEntry): SecretFrom {
  if (secret) return { typed: secret };
  if (entry && isOwn(entry)) return { of: entry };
  throw new KeyError('reset', 'Type the keys again: nobody can read them out of the workspace.');
}

const ownId = (entry: Entry | undefined) => (entry && isOwn(entry) ? entry.id : null);

async function saveInAccount(wanted: WantedEntry): Promise<string> {
  const { place, secret, entry } = wanted;
  const stays = entry && !secret && custodyOf(entry) === 'account' && isSealedAlike(entry, place);
  const { id } = await call('storage_access.save_own', {
    id: ownId(entry),
    ...place,
    ...typeOf(secret, entry),
    custody: 'account',
    ...(!stays && { sealed: await askKeys('seal', { from: sourceOf(wanted), place }) }),
  });
  if (entry && custodyOf(entry) === 'browser') await askKeys('forget', { id });
  return id;
}

async function saveInBrowser(wanted: WantedEntry): Promise<string> {
  const { place, secret, entry } = wanted;
  const browser = await thisBrowser();
  if (browser === null)
    throw new KeyError('no_store', 'This browser keeps nothing, as in some private windows.');
  const body = {
    id: ownId(entry),
    ...place,
    ...typeOf(secret, entry),
    custody: 'browser' as const,
    browser: { id: browser, name: deviceOf(navigator.userAgent).name },
  };
  if (!body.id) return keepNew(wanted, body);
  const keep = { from: sourceOf(wanted), id: body.id, place };
  if (entry && custodyOf(entry) === 'browser') {
    // the server may refuse the place: what is kept must not have moved before
    await call('storage_access.save_own', body);
    if (secret || !isSealedAlike(entry, place)) await askKeys('keep', keep);
  } else {
    await askKeys('keep', keep);
    await call('storage_access.save_own', body);
  }
  return body.id;
}

/** The server gives the id under which this browser keeps the secret; without the secret there is no entry. */
async function keepNew(
  wanted: WantedEntry,
  body: Parameters<typeof call<'storage_access.save_own'>>[1],
): Promise<string> {
  const from = sourceOf(wanted);
  const { id } = await call('storage_access.save_own', body);
  try {
    await askKeys('keep', { from, id, place: wanted.place });
    return id;
  } catch (error) {
    await call('storage_access.delete_own', { id });
    throw error;
  }
}

async function saveInWorkspace(wanted: WantedEntry): Promise<string> {
  const { place, secret, entry, workspace } = wanted;
  if (!secret && entry && isOwn(entry)) {
    return (await askKeys('share', { entry, place, workspace, api: basePath() })).id;
  }
  const id = entry && !isOwn(entry) ? entry.id : null;
  return (await call('storage_access.save', { id, ...place, secret: secret ?? null }, { workspace })).id;
}

/** Only what says where objects lie, of anything that holds it. */
export function placeAlone(given: Place): Place {
  const { kind, scheme, host, account, bucket, prefix, region, style } = given;
  return { kind, scheme, host, account, bucket, prefix, region, style };
}

/** Stores an entry where its custody says, and ends what it was before when the custody changed. Gives its id. */
export async function saveEntry(given: WantedEntry): Promise<string> {
  const wanted = { ...given, place: placeAlone(given.place) };
  const { custody, entry, workspace } = wanted;
  const id = await { account: saveInAccount, browser: saveInBrowser, workspace: saveInWorkspace }[custody](
    wanted,
  );
  if (entry && isOwn(entry) !== (custody !== 'workspace')) await deleteEntry(entry, workspace);
  return id;
}

/** Deletes an entry with its secret, wherever that is. */
export async function deleteEntry(entry: Entry, workspace: string): Promise<void> {
  if (isOwn(entry)) await deleteOwn(entry);
  else await call('storage_access.delete', { id: entry.id }, { workspace });
}

async function deleteOwn({ id, custody }: OwnEntry): Promise<void> {
  await call('storage_access.delete_own', { id });
  if (custody === 'browser') await askKeys('forget', { id }).catch(() => undefined);
}

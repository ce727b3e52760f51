import { hostName } from '../host.ts';
import { matchEntry, type WhyNot } from '../match.ts';
import { parseStorageUrl, type StoredObject } from '../storage-url.ts';
import { StorageUrlError } from '../storage-url-error.ts';
import { broken, type Finding, passed, type WalkedEntry, type WalkInput } from './climb.ts';

/** The first rung: what the URL names. */
export function readAddress({ url, entry }: WalkInput): { finding: Finding; object?: StoredObject } {
  try {
    const read = parseStorageUrl(url, entry ? [entry] : []);
    const object = entry ? matchEntry(read, [entry]).object : read;
    const { kind, host, account, bucket, key } = object;
    return { finding: passed('read', { kind, host, account, bucket, key }), object };
  } catch (error) {
    if (!(error instanceof StorageUrlError)) throw error;
    const isWeb = error.code === 'not_storage' && /^https?:/i.test(url);
    return { finding: broken(isWeb ? 'plain_web' : error.code, { message: error.message }) };
  }
}

/** The second rung: which entry serves it, or how the nearest one differs. */
export function findEntry({ entry, considered = [] }: WalkInput, object: StoredObject): Finding {
  const others = { considered: String(considered.length) };
  if (entry) {
    const own = { entry: entry.id ?? '', bucket: entry.bucket, prefix: entry.prefix };
    return passed('matched', { ...own, ...others, shorter: String(count(considered, 'shorter')) });
  }
  const { kind, host, account, bucket } = object;
  const facts = { kind, host, account, bucket, ...others };
  const near = nearest(considered, object);
  if (!near) return broken('no_entry', facts);
  return broken(`no_entry_${near.why}`, {
    ...facts,
    entry: near.entry.id ?? '',
    entry_host: near.entry.host,
    entry_account: near.entry.account,
    entry_bucket: near.entry.bucket,
    entry_prefix: near.entry.prefix,
  });
}

function count(considered: NonNullable<WalkInput['considered']>, why: WhyNot): number {
  return considered.filter((one) => one.why === why).length;
}

type Near = { entry: WalkedEntry; why: 'port' | 'host' | 'prefix' };

/** An entry that a person probably meant: the same bucket under another prefix, port or host. */
function nearest(considered: NonNullable<WalkInput['considered']>, object: StoredObject): Near | undefined {
  const prefix = considered.find(({ why }) => why === 'prefix');
  if (prefix) return { entry: prefix.entry, why: 'prefix' };
  const sameBucket = considered.filter(({ why, entry }) => why === 'host' && entry.bucket === object.bucket);
  const port = sameBucket.find(
    ({ entry }) => entry.host !== '' && hostName(entry.host) === hostName(object.host),
  );
  if (port) return { entry: port.entry, why: 'port' };
  return sameBucket[0] && { entry: sameBucket[0].entry, why: 'host' };
}

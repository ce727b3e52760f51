import type { Place } from '../place.ts';

export interface Paste {
  /** Where it goes, such as "Amazon S3 console, bucket, Permissions, CORS". */
  where: string;
  text: string;
}

export interface Cure {
  /** What to do, in sentences. */
  text: string;
  paste?: Paste[];
  /** What to change in the entry; one click where its fields are. */
  fix?: Partial<Place>;
}

export interface Explained {
  title: string;
  sentence: string;
  cure?: Cure;
}

/** Who climbed, and the page's own origin. */
export interface Asker {
  who: 'browser' | 'server';
  origin: string;
}

/** Facts are read as text; one that is missing is ''. */
export type Facts = Readonly<Record<string, string | undefined>>;
export type Explain = (facts: Facts, asker: Asker) => Explained;
export type Explanations = Readonly<Record<string, Explain>>;

/** The store by its host, or by the name of who runs it. */
export function storeName({ kind, host, account }: Facts): string {
  if (host) return host;
  if (kind === 'azure') return account ? `account ${account}` : 'the storage account';
  return kind === 'gcs' ? 'Google Cloud' : kind === 's3' ? 'Amazon S3' : 'the store';
}

/** Its address, as one would open it. */
export function addressOf(facts: Facts): string {
  return facts.scheme && facts.host ? `${facts.scheme}://${facts.host}` : storeName(facts);
}

/** How people call a place: `bucket samples on minio.local:9000`. */
export function placeName(facts: Facts): string {
  const [what, on] = facts.kind === 'azure' ? ['container', 'in'] : ['bucket', 'on'];
  return facts.bucket ? `${what} ${facts.bucket} ${on} ${storeName(facts)}` : storeName(facts);
}

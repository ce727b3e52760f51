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

/** How people call a place: `bucket samples on minio.local:9000`. */
export function placeName({ kind, host, account, bucket }: Facts): string {
  const what = kind === 'azure' ? 'container' : 'bucket';
  const where = kind === 'azure' ? account : host || (kind === 'gcs' ? 'Google Cloud' : 'Amazon S3');
  return `${what} ${bucket || '(none)'} ${kind === 'azure' ? 'of account' : 'on'} ${where || '(none)'}`;
}

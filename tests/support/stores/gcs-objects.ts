import { createHash } from 'node:crypto';

export interface GcsObject {
  key: string;
  bytes: Buffer;
  type: string;
  /** Metadata of the uploader. */
  metadata: Record<string, string>;
  updated: string;
  generation: string;
}

/** What one bucket holds, in the order of its keys' UTF-8. */
export class GcsBucket {
  private readonly objects = new Map<string, GcsObject>();
  private count = 0;

  put(key: string, bytes: Buffer, type: string, metadata: Record<string, string> = {}): GcsObject {
    this.count++;
    const stored = {
      key,
      bytes,
      type,
      metadata,
      updated: new Date().toISOString(),
      generation: String(1_700_000_000_000_000 + this.count),
    };
    this.objects.set(key, stored);
    return stored;
  }

  get(key: string): GcsObject | undefined {
    return this.objects.get(key);
  }

  delete(key: string): boolean {
    return this.objects.delete(key);
  }

  list(prefix: string, after: string): GcsObject[] {
    return [...this.objects.values()]
      .filter(({ key }) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }
}

const MARKS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
}

/** The XML interface's list of version 2, or of version 1 when `list-type` is not 2. */
export function listXml(name: string, bucket: GcsBucket, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const isSecond = query.get('list-type') === '2';
  const after = isSecond
    ? (query.get('continuation-token') ?? query.get('start-after') ?? '')
    : (query.get('marker') ?? '');
  const most = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  const found = bucket.list(prefix, after);
  const folderOf = (key: string) => {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return at < 0 ? undefined : key.slice(0, at + delimiter.length);
  };
  const folders = new Set(found.map(({ key }) => folderOf(key)).filter((folder) => folder !== undefined));
  const files = found.filter(({ key }) => folderOf(key) === undefined);
  const shown = files.slice(0, most);
  const isTruncated = files.length > most;
  const last = xmlText(shown.at(-1)?.key ?? '');
  const next = isSecond
    ? `<NextContinuationToken>${last}</NextContinuationToken>`
    : `<NextMarker>${last}</NextMarker>`;
  return `<?xml version='1.0' encoding='UTF-8'?><ListBucketResult xmlns='http://doc.s3.amazonaws.com/2006-03-01'>
<Name>${xmlText(name)}</Name><Prefix>${xmlText(prefix)}</Prefix><IsTruncated>${isTruncated}</IsTruncated>
${isTruncated ? next : ''}${shown.map(contentsXml).join('')}${[...folders].map(folderXml).join('')}</ListBucketResult>`;
}

function contentsXml({ key, bytes, updated, generation }: GcsObject): string {
  return `<Contents><Key>${xmlText(key)}</Key><Generation>${generation}</Generation><MetaGeneration>1</MetaGeneration>
<LastModified>${updated}</LastModified><ETag>"${md5(bytes, 'hex')}"</ETag><Size>${bytes.length}</Size></Contents>`;
}

function folderXml(folder: string): string {
  return `<CommonPrefixes><Prefix>${xmlText(folder)}</Prefix></CommonPrefixes>`;
}

export function md5(bytes: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash('md5').update(bytes).digest(encoding);
}

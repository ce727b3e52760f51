import type { Answer } from '../../../src/storage/ladder.ts';
import { NOW, type Outcome, PAGE_ORIGIN, type Script, xmlError } from './scripted-reach.ts';

export interface ScriptedS3 {
  /** Hosts that answer, without a bucket. */
  hosts: string[];
  bucket: string;
  region: string;
  style: 'path' | 'virtual';
  /** How far its clock is ahead. */
  skew_ms: number;
  /** Whom its CORS rules admit. */
  admits: string | null;
  denies: ('s3:GetObject' | 's3:ListBucket' | 's3:GetBucketLocation')[];
  wrongSecret: boolean;
  objects: Record<string, Answer>;
}

const EMPTY: ScriptedS3 = {
  hosts: ['minio.local:9000'],
  bucket: 'samples',
  region: 'us-east-1',
  style: 'path',
  skew_ms: 0,
  admits: PAGE_ORIGIN,
  denies: [],
  wrongSecret: false,
  objects: {},
};

/** Plays a store that checks what a real one checks, in its order: bucket, region, clock, secret, permission, key. */
export function scriptedS3(changed: Partial<ScriptedS3>): Script {
  const store = { ...EMPTY, ...changed };
  return ({ url, method, headers }) => {
    const { host, pathname, searchParams } = new URL(url);
    const inHost = store.hosts.some((own) => host === `${store.bucket}.${own}`);
    if (!inHost && !store.hosts.includes(host)) return { failed: 'name_unknown', detail: 'ENOTFOUND' };
    if (inHost && store.style === 'path') return { failed: 'name_unknown', detail: 'ENOTFOUND' };
    const [, first = '', ...rest] = pathname.split('/');
    const bucket = inHost ? store.bucket : decodeURIComponent(first);
    const key = decodeURIComponent(inHost ? pathname.slice(1) : rest.join('/'));
    const cors = store.admits === null ? {} : corsHeaders(store.admits, headers?.origin);
    const answer = method === 'OPTIONS' ? preflight(cors) : get(store, bucket, key, searchParams);
    return 'failed' in answer ? answer : { ...answer, headers: { ...answer.headers, ...cors } };
  };
}

function corsHeaders(admits: string, origin: string | undefined): Record<string, string> {
  return admits === '*' || admits === origin ? { 'Access-Control-Allow-Origin': admits } : {};
}

function preflight(cors: Record<string, string>): Answer {
  return Object.keys(cors).length > 0
    ? { status: 200, headers: {}, text: '' }
    : xmlError(403, 'AccessForbidden');
}

function get(store: ScriptedS3, bucket: string, key: string, query: URLSearchParams): Outcome {
  if (bucket !== store.bucket) return xmlError(404, 'NoSuchBucket');
  const signature = refuseSignature(store, query);
  if (signature) return signature;
  const action = query.has('location')
    ? 's3:GetBucketLocation'
    : query.has('list-type')
      ? 's3:ListBucket'
      : 's3:GetObject';
  if (store.denies.includes(action)) return xmlError(403, 'AccessDenied');
  if (action === 's3:GetBucketLocation') {
    const region = store.region === 'us-east-1' ? '' : store.region;
    return { status: 200, headers: {}, text: `<LocationConstraint>${region}</LocationConstraint>` };
  }
  if (action === 's3:ListBucket') return list(store, query.get('prefix') ?? '');
  return (
    store.objects[key] ??
    xmlError(
      store.denies.includes('s3:ListBucket') ? 403 : 404,
      store.denies.includes('s3:ListBucket') ? 'AccessDenied' : 'NoSuchKey',
    )
  );
}

function refuseSignature(store: ScriptedS3, query: URLSearchParams): Answer | undefined {
  const region = query.get('X-Amz-Credential')?.split('/')[2];
  if (region === undefined) return xmlError(403, 'AccessDenied');
  if (region !== store.region) {
    return xmlError(400, 'AuthorizationQueryParametersError', `<Region>${store.region}</Region>`);
  }
  const time = (query.get('X-Amz-Date') ?? '').replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
  const here = NOW.getTime() + store.skew_ms;
  const age_s = (here - Date.parse(time)) / 1000;
  const server = `<ServerTime>${new Date(here).toISOString()}</ServerTime>`;
  if (age_s > Number(query.get('X-Amz-Expires'))) {
    return xmlError(403, 'AccessDenied', `<Message>Request has expired</Message>${server}`);
  }
  if (age_s < -900)
    return xmlError(403, 'AccessDenied', `<Message>Request is not yet valid</Message>${server}`);
  return store.wrongSecret ? xmlError(403, 'SignatureDoesNotMatch') : undefined;
}

function list(store: ScriptedS3, prefix: string): Answer {
  const keys = Object.keys(store.objects)
    .filter((key) => key.startsWith(prefix))
    .sort();
  const contents = keys.map(
    (key, i) =>
      `<Contents><Key>${key.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Key><Size>10</Size><LastModified>2026-01-0${(i % 9) + 1}T00:00:00Z</LastModified></Contents>`,
  );
  return { status: 200, headers: {}, text: `<ListBucketResult>${contents.join('')}</ListBucketResult>` };
}

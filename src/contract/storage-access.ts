import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { download, id, integer, line, nothing, time } from './fields.ts';

/** Of the account, whichever workspace: only the page keeps these. */
const own = {
  atrium: true,
  no_impersonation: true,
  scope: 'account',
  session_only: true,
  effect: 'write',
} as const;
const admin = { atrium: true, no_impersonation: true, roles: ADMINISTRATORS, effect: 'write' } as const;
const member = { atrium: true, effect: 'read' } as const;

/** Where objects lie; none of it is secret (src/storage/place.ts). */
const place = {
  kind: z.enum(['s3', 'azure', 'gcs']),
  scheme: z.enum(['http', 'https']),
  host: line(0, 300),
  account: line(0, 24),
  bucket: line(0, 255),
  prefix: line(0, 1024),
  region: line(0, 64),
  style: z.enum(['path', 'virtual']),
};

const secretType = z.enum(['keys', 'account_key', 'sas', 'service_account']);
const text = (most: number) => z.string().min(1).max(most);

const secret = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('keys'),
    key: text(256),
    secret: text(1024),
    token: z.string().max(8192).optional(),
  }),
  z.object({ type: z.literal('account_key'), account_key: text(1024) }),
  z.object({ type: z.literal('sas'), sas: text(4096) }),
  z.object({ type: z.literal('service_account'), client_email: text(320), private_key: text(16_384) }),
]);

/** What every list shows of an entry; never its secret. */
const entry = {
  id,
  ...place,
  secret_type: secretType,
  /** Whether there is a session token beside the key pair. */
  has_token: z.boolean(),
  created: time,
  updated: time,
};

const ownEntry = z.object({
  ...entry,
  custody: z.enum(['browser', 'account']),
  /** Custody `account`: what the browser sealed, base64; null when its passphrase was forgotten and reset. */
  sealed: z.string().nullable(),
  /** Custody `browser`: the browser that holds the secret, and what it called itself. */
  browser: z.object({ id, name: z.string() }).nullable(),
});

const workspaceEntry = z.object({ ...entry, created_by: z.string().nullable() });

/** The passphrase's lock of custody `account`: a random data key, wrapped in the browser. All base64 but numbers. */
const lock = z.object({
  version: integer,
  salt: z.string().max(64),
  rounds: integer,
  nonce: z.string().max(64),
  wrapped: z.string().max(256),
});

/** One step of the doctor's ladder (src/storage/ladder.ts). */
const rung = z.object({
  rung: z.enum(['address', 'entry', 'network', 'cors', 'signature', 'object']),
  state: z.enum(['passed', 'broken', 'not_needed', 'not_reached']),
  /** What was found, such as "no_such_bucket"; sentences and cures are made of it where they are shown. */
  code: z.string(),
  facts: z.record(z.string(), z.string()),
});

const object = z.object({
  url: z.string(),
  key: z.string(),
  size: z.number().nullable(),
  modified: z.string().nullable(),
});

const storageUrl = text(4096);

export const storageAccess = {
  'storage_access.get_all': endpoint(
    {
      ...member,
      no_impersonation: true,
      summary: "Lists the account's own storage entries and the workspace's, without secrets.",
    },
    nothing,
    z.object({
      own: z.array(ownEntry),
      workspace: z.array(workspaceEntry),
      lock: lock.nullable(),
    }),
  ),
  'storage_access.save_own': endpoint(
    {
      ...own,
      summary: 'Makes or changes an entry whose secret the browser keeps or has sealed.',
    },
    z.object({
      id: id.nullish(),
      ...place,
      secret_type: secretType,
      has_token: z.boolean(),
      custody: z.enum(['browser', 'account']),
      sealed: z.string().max(65_536).nullish(),
      browser: z.object({ id, name: line(1, 100) }).nullish(),
    }),
    z.object({ id }),
  ),
  'storage_access.delete_own': endpoint(
    { ...own, summary: "Deletes one of the account's own entries." },
    z.object({ id }),
    nothing,
  ),
  'storage_access.save_lock': endpoint(
    {
      ...own,
      summary:
        "Makes the passphrase's lock, or changes it; `version` is the one that is replaced, 0 for none.",
    },
    lock,
    z.object({ version: z.number() }),
  ),
  'storage_access.reset_lock': endpoint(
    {
      ...own,
      summary: 'Forgets a lost passphrase: what it sealed is gone, the entries stay to be typed again.',
    },
    nothing,
    z.object({ cleared: z.number() }),
  ),
  'storage_access.save': endpoint(
    {
      ...admin,
      summary:
        'Makes or changes an entry of the workspace; without `secret` the stored one stays, unless the host changes.',
    },
    z.object({ id: id.nullish(), ...place, secret: secret.nullish() }),
    z.object({ id }),
  ),
  'storage_access.delete': endpoint(
    { ...admin, summary: 'Deletes an entry of the workspace with its secret.' },
    z.object({ id }),
    nothing,
  ),
  'storage_access.test': endpoint(
    {
      ...admin,
      summary:
        'Climbs the ladder to an entry of the workspace, finds its region and style, and names its newest object.',
    },
    z.object({ id }),
    z.object({
      rungs: z.array(rung),
      newest: object.nullable(),
      found: z.object({ region: z.string(), style: place.style }).nullable(),
    }),
  ),
  'storage_access.sign': endpoint(
    {
      ...member,
      summary: "Makes links of ten minutes to objects in the workspace's entries, one object each.",
    },
    z.object({ urls: z.array(storageUrl).min(1).max(200), method: z.enum(['GET', 'HEAD']).default('GET') }),
    z.object({
      links: z.array(
        z.object({
          url: z.string(),
          entry: id.nullable(),
          /** A signed link to the store, or, through the server's door, one relative to the base path. */
          link: z.string().nullable(),
          through: z.enum(['store', 'door']).nullable(),
          /** Seconds until it ends; a door's link lasts as long as the session. */
          expires_in_s: z.number().nullable(),
          /** Why there is no link: a code of src/storage/ladder.ts. */
          problem: z.string().nullable(),
        }),
      ),
    }),
  ),
  'storage_access.get_object': endpoint(
    {
      ...member,
      cookie_get: true,
      summary:
        'Streams an object of an entry whose secret cannot be narrowed to one object (SAS); ranges are kept.',
    },
    z.object({ url: storageUrl }),
    download,
  ),
  'storage_access.get_objects': endpoint(
    {
      ...member,
      summary: "Lists objects below a prefix of the workspace's entries, in the order of their keys.",
    },
    z.object({
      url: storageUrl,
      after: z.string().max(4096).nullish(),
      page_size: integer.pipe(z.number().min(1).max(1000)).default(500),
    }),
    z.object({ objects: z.array(object), next: z.string().nullable() }),
  ),
  'storage_access.diagnose': endpoint(
    {
      ...member,
      summary:
        "The server's half of the storage doctor: climbs the ladder to one object, and writes nothing.",
    },
    z.object({ url: storageUrl }),
    z.object({ rungs: z.array(rung), entry: id.nullable() }),
  ),
};

import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { id, integer, line, nothing, time } from './fields.ts';

/** Of the account, whichever workspace: only the page keeps these. */
const own = {
  atrium: true,
  no_impersonation: true,
  scope: 'account',
  session_only: true,
  effect: 'write',
} as const;
const admin = { atrium: true, no_impersonation: true, roles: ADMINISTRATORS, effect: 'write' } as const;

/** Kept as it is, blanks at its ends too: keys may have them. */
const prefix = z
  .string()
  .max(1024, 'must have at most 1024 characters')
  .refine((value) => !/\p{Cc}/u.test(value), 'must not hold control characters');

/** Where objects lie; none of it is secret (src/storage/place.ts). */
export const place = {
  kind: z.enum(['s3', 'azure', 'gcs']),
  scheme: z.enum(['http', 'https']),
  host: line(0, 300),
  account: line(0, 24),
  bucket: line(0, 255),
  prefix,
  region: line(0, 64),
  style: z.enum(['path', 'virtual']),
};

const secretType = z.enum(['keys', 'account_key', 'sas', 'service_account']);
const text = (most: number) => z.string().min(1).max(most);
const base64 = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64');

/** Storage entries a workspace may have, and an account of its own. */
export const MAX_STORAGE_ENTRIES = 100;

/** Rounds of PBKDF2 that a passphrase's lock has at least. */
export const MIN_ROUNDS = 600_000;

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

/** `created_by` is the person's name; null when the command line made it. */
const workspaceEntry = z.object({ ...entry, created_by: z.string().nullable() });

/** The passphrase's lock of custody `account`: a random data key, wrapped in the browser. All base64 but numbers. */
const lock = z.object({
  version: integer.pipe(z.number().min(0).max(2_147_483_646)),
  salt: base64(64),
  rounds: integer.pipe(z.number().min(MIN_ROUNDS).max(10_000_000)),
  nonce: base64(64),
  wrapped: base64(256),
});

export const storageAccess = {
  'storage_access.get_all': endpoint(
    {
      atrium: true,
      no_impersonation: true,
      // What a browser sealed is for browsers: a key pair lies on every machine.
      session_only: true,
      effect: 'read',
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
      sealed: base64(65_536).nullish(),
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
};

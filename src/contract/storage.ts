import { z } from 'zod';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { line, nothing, time } from './fields.ts';

/** Stands in answers for every stored secret; sent back in its place, it keeps what is stored. */
export const STORAGE_MASK = '********';

/** Buckets or containers that a provider's settings hold at most. */
const MAX_BUCKETS = 100;

export const storageProvider = z.enum(['aws', 'google', 'azure']);

const text = (most: number) => line(0, most).nullish();
const secret = (most: number) => z.string().max(most).nullish();
const flag = z.boolean().nullish();

/** The server lends nobody the identity it runs under itself. */
const credentialsChain = flag.refine((value) => !value, 'must be false: give a key and a secret');

/** Who talks to a store whose certificate nobody checked may talk to anyone. */
const verify = flag.refine((value) => value !== false, 'must be true: certificates are always checked');

const keys = {
  key: secret(256),
  secret: secret(1024),
  token: secret(8192),
  region: text(64),
  use_credentials_chain: credentialsChain,
};

/** Where objects lie: a host with its port, empty for the provider's own; `secure` says https. */
const place = { bucket: text(255), subdir: text(1024), host: text(300), secure: flag };

const awsBucket = z.object({ ...place, ...keys, acl: text(64), multipart: flag, verify });

const project = text(128);
const credentialsJson = secret(16_384);
const googleBucket = z.object({ ...place, project, credentials_json: credentialsJson });

const azureContainer = z.object({
  account_name: text(64),
  account_key: secret(4096),
  container_name: text(63),
  host: place.host,
  secure: place.secure,
});

const settings = z.object({
  aws: z.object({ ...keys, buckets: z.array(awsBucket).max(MAX_BUCKETS).nullish() }).nullish(),
  google: z
    .object({
      project,
      credentials_json: credentialsJson,
      buckets: z.array(googleBucket).max(MAX_BUCKETS).nullish(),
    })
    .nullish(),
  azure: z.object({ containers: z.array(azureContainer).max(MAX_BUCKETS).nullish() }).nullish(),
});

/** What `set_settings` takes: each provider given replaces that provider whole. */
export const storageSettings = settings;
/** What `get_settings` answers; only providers with settings are in it. */
export const shownStorageSettings = z.object({ settings: settings.extend({ last_update: time.nullish() }) });
export const resetStorageSettings = z.object({ keys: z.array(storageProvider).min(1).max(3) });

const admin = { roles: ADMINISTRATORS, no_impersonation: true } as const;

export const storage = {
  'storage.get_settings': endpoint(
    {
      ...admin,
      summary: "Shows the workspace's credentials for deleting stored objects, every secret masked.",
      effect: 'read',
    },
    nothing,
    shownStorageSettings,
  ),
  'storage.set_settings': endpoint(
    {
      ...admin,
      summary:
        "Replaces the workspace's credentials for deleting stored objects, each provider given as a whole; a mask sent back keeps the stored secret.",
      effect: 'write',
    },
    storageSettings,
    z.object({ updated: z.number() }),
  ),
  'storage.reset_settings': endpoint(
    {
      ...admin,
      summary: "Forgets the workspace's credentials of these providers.",
      effect: 'write',
    },
    resetStorageSettings,
    z.object({ updated: z.number() }),
  ),
};

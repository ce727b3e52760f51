export const STORE_KINDS = ['s3', 'azure', 'gcs'] as const;
/** Whose protocol a store speaks; `s3` is Amazon's and everything like it (MinIO, Ceph, R2, Wasabi …). */
export type StoreKind = (typeof STORE_KINDS)[number];

/**
 * Where objects lie: ordinary data, which the server knows for every custody, since the page's policy is made of it.
 * Nothing in here is secret.
 */
export interface Place {
  kind: StoreKind;
  scheme: 'http' | 'https';
  /**
   * Host in lower case, with its port unless it is the scheme's own. Empty for Amazon S3 and Google Cloud themselves;
   * for Azure `<account>.blob.core.windows.net` or an emulator's host.
   */
  host: string;
  /** Azure's storage account; empty elsewhere. */
  account: string;
  /** Bucket or container; empty for an Azure entry of a whole account. */
  bucket: string;
  /** What keys begin with, without a leading slash; empty for the whole bucket. Ends at a segment or in a slash. */
  prefix: string;
  /** S3 only; empty until it was found. */
  region: string;
  /** S3: bucket in the path or in the host name. Azure: account in the path (emulators) or in the host name. */
  style: 'path' | 'virtual';
}

export const SECRET_TYPES = ['keys', 'account_key', 'sas', 'service_account'] as const;
export type SecretType = (typeof SECRET_TYPES)[number];

/** What signs: key pairs for S3 and Google's HMAC, Azure's account key or SAS, a Google service account. */
export type Secret =
  | { type: 'keys'; key: string; secret: string; token?: string | undefined }
  | { type: 'account_key'; account_key: string }
  | { type: 'sas'; sas: string }
  | { type: 'service_account'; client_email: string; private_key: string };

/** The types of secret that a store of a kind takes. */
export const SECRETS_OF: Record<StoreKind, readonly SecretType[]> = {
  s3: ['keys'],
  azure: ['account_key', 'sas'],
  gcs: ['keys', 'service_account'],
};

/** Why an object could not be deleted, and what to do; `later` ones were tried several times. */
const REASONS = {
  not_storage: 'This is no address of an object in S3, Azure or Google Cloud.',
  bad_address: 'The address of the object cannot be read.',
  task_changed:
    'The task was started again, reset again or deleted since its reset, so what lies there now may be new. Delete it by hand if nobody wants it.',
  no_key: 'The address names a bucket and no object in it.',
  no_credentials: 'There are no credentials for this bucket. Add them under "Storage cleanup", then retry.',
  access_denied:
    'The store refuses the credentials for this object. Allow them to delete in this bucket, or give others, then retry.',
  bad_credentials:
    'The store does not accept the credentials: the key or its secret is wrong, or they have ended. Give valid ones, then retry.',
  no_such_bucket: 'The bucket does not exist there. If it lies on another host, give that host, then retry.',
  wrong_region: 'The bucket lies in another region or at another address. Give its region, then retry.',
  locked:
    'The store keeps this object from being deleted: a lease, a lock or a retention rule. Lift that, then retry.',
  clock: "This server's clock differs too much from the store's. Set the clock, then retry.",
  forbidden_address:
    "The host's address is one that this server never calls. An operator can allow it by ATRIUM_STORAGE_ALLOW_HOSTS.",
  firewall: "The store's network rules keep this server out. Admit its address, then retry.",
  account_closed: 'The storage account is disabled.',
  https_required: 'The store speaks https there. Switch the credentials to https, then retry.',
  not_a_store: 'What answers at that host is no store. Correct the host, then retry.',
  credentials_lost: 'The stored credentials cannot be opened any more. Give them again, then retry.',
  refused: 'The store refused to delete this object.',
  name_unknown: "The store's host name is not known. Correct the host or the network, then retry.",
  no_connection: 'The store did not take the connection. Start it or correct the host, then retry.',
  tls: "The store's certificate is not valid for this server, or it speaks no TLS. Correct that, then retry.",
  timeout: 'The store did not answer in time. Retry when it does.',
  store_busy: 'The store was busy or failing at every try. Retry later.',
} as const;

export type Reason = keyof typeof REASONS;

/** A sentence for people; codes of a later version have none of their own. */
export const reasonOf = (code: string): string => REASONS[code as Reason] ?? REASONS.refused;

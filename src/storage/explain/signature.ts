import { type Explanations, type Facts, placeName, storeName } from './explained.ts';
import { permissionName, permissionPastes } from './permissions.ts';

const typeAgain = 'Copy the secret again, whole and without spaces, and test the entry.';

function secretName({ kind, type }: Facts): string {
  if (kind === 'azure') return type === 'sas' ? 'SAS' : 'account key';
  return type === 'service_account' ? 'private key' : 'secret';
}

function ownerOf({ kind, type }: Facts): string {
  if (kind === 'azure') return 'account';
  return type === 'service_account' ? 'service account' : 'key';
}

const newSas = (text: string) => ({
  text: `${text} In the Azure portal: the container, Shared access tokens, with Read and List ticked.`,
});

function skewText(skew_s: string | undefined): string {
  const seconds = Number(skew_s || 0);
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${seconds > 0 ? 'behind' : 'ahead'}`;
}

/** Codes of the rung "signature". */
export const SIGNATURE: Explanations = {
  accepted: (facts) => ({
    title: 'The store accepts the signature',
    sentence: `Its ${secretName(facts)} is right.`,
  }),
  clock_corrected: (facts, { who }) => ({
    title: 'The clock is wrong, and was corrected',
    sentence: `The clock of ${who === 'browser' ? 'this computer' : 'the server'} is ${skewText(facts.skew_s)} that of the store; links are made by the time of the store.`,
    cure: { text: 'Switch on automatic time to be rid of it.' },
  }),
  clock: (facts, { who }) => ({
    title: 'The clocks do not agree',
    sentence: `The store says that the link's time is over or has not come: here it is ${facts.now || 'another time'}.`,
    cure: {
      text: `Set the clock of ${who === 'browser' ? 'this computer' : 'the server'} by automatic time.`,
    },
  }),
  wrong_secret: (facts) => ({
    title: `The ${secretName(facts)} is wrong`,
    sentence: `The store calculated another signature: the ${secretName(facts)} does not belong to the ${ownerOf(facts)}.`,
    cure: { text: typeAgain },
  }),
  unknown_key: (facts) => ({
    title: 'The key is not known',
    sentence: `There is no such access key at ${storeName(facts)}: it was deleted, or is of another store.`,
    cure: { text: 'Make a new key pair there and type it in.' },
  }),
  bad_token: () => ({
    title: 'The session token is wrong',
    sentence: 'The token does not belong to the key, or the key needs one.',
    cure: {
      text: 'Copy key, secret and token again, all three from the same place. Keys that begin with ASIA need a token.',
    },
  }),
  expired_token: () => ({
    title: 'The session has ended',
    sentence: 'Key, secret and token were made for a few hours, which are over.',
    cure: { text: 'Get new ones. For lasting access use keys of a user, which have no token.' },
  }),
  bad_sas: () => ({
    title: 'The SAS is wrong',
    sentence:
      'Azure does not accept its signature: it was changed or cut, made for another account or container, or its account key was renewed.',
    cure: newSas('Make a new one.'),
  }),
  sas_incomplete: () => ({
    title: 'The SAS is not whole',
    sentence: 'It has no sig= part, which is the signature.',
    cure: newSas('Copy it again, from its first to its last character.'),
  }),
  sas_expired: (facts) => ({
    title: 'The SAS has expired',
    sentence: facts.expired ? `It was good until ${facts.expired}.` : 'Its time is over.',
    cure: newSas('Make a new one that lasts longer.'),
  }),
  sas_not_yet: (facts) => ({
    title: 'The SAS is not good yet',
    sentence: `It begins at ${facts.begins || 'a later time'}.`,
    cure: newSas('Wait, or make one that begins now.'),
  }),
  sas_denied: () => ({
    title: 'The SAS does not allow reading',
    sentence: 'It is accepted, but was made without the permission Read, or for another kind of resource.',
    cure: newSas('Make a new one.'),
  }),
  sas_protocol: () => ({
    title: 'The SAS is for https only',
    sentence: 'The entry says http, and this SAS is refused there.',
    cure: { text: 'Change the entry to https.', fix: { scheme: 'https' } },
  }),
  firewall: (facts) => ({
    title: "The account's firewall refuses",
    sentence: `The firewall of ${facts.account ? `account ${facts.account}` : 'the account'} does not admit this network address.`,
    cure: { text: 'In the Azure portal: the storage account, Networking, add the address or network.' },
  }),
  wrong_region: (facts) => ({
    title: 'The region is wrong',
    sentence: facts.found
      ? `The bucket is in ${facts.found}, the entry says ${facts.region || 'nothing'}.`
      : `The bucket is not in ${facts.region || 'us-east-1'}, and the store does not say where it is.`,
    cure: facts.found
      ? { text: `Change the region to ${facts.found}.`, fix: { region: facts.found } }
      : { text: "Look up the bucket's region in the store's console and write it into the entry." },
  }),
  denied: (facts) => ({
    title: 'A permission is missing',
    sentence: `The signature is right, but it may not ${/ListBucket|list$|^l$/.test(facts.action ?? '') ? 'list' : 'read'} in ${placeName(facts)}: ${permissionName(facts)} is missing.`,
    cure: {
      text: `Grant ${permissionName(facts)} to the owner of this key.`,
      paste: permissionPastes(facts),
    },
  }),
  denied_or_missing: (facts) => ({
    title: 'A permission is missing, or the object',
    sentence: `The store denies access to this object in ${placeName(facts)}: ${permissionName(facts)} is missing, or the object does not exist. Without s3:ListBucket the store does not tell which.`,
    cure: {
      text: `Grant ${permissionName(facts)} and s3:ListBucket to the owner of this key.`,
      paste: permissionPastes(facts),
    },
  }),
  kms_denied: () => ({
    title: 'The encryption key may not be used',
    sentence: 'The object is encrypted with a key of AWS KMS that this user may not use.',
    cure: { text: 'Grant kms:Decrypt on that key to the owner of this access key.' },
  }),
  account_closed: () => ({
    title: 'The account is closed',
    sentence: 'The store says that the account of this bucket is disabled.',
    cure: { text: 'Ask whoever pays for it.' },
  }),
  requester_pays: () => ({
    title: 'The bucket makes its readers pay',
    sentence: 'It is set to "requester pays", which links of a browser cannot do.',
    cure: { text: 'Switch it off for this bucket, or copy the objects to another.' },
  }),
  not_a_store: (facts) => ({
    title: 'No store answers there',
    sentence: `At ${storeName(facts)} there is a web page, not the interface of a store.`,
    cure: {
      text: 'Write the host and port of the interface. That of MinIO is usually 9000, its console 9001.',
    },
  }),
  throttled: () => ({
    title: 'Too many requests',
    sentence: 'The store asks to slow down.',
    cure: { text: 'Try again in a minute.' },
  }),
  store_failed: () => ({
    title: 'The store has a fault of its own',
    sentence: 'It answered that something went wrong inside it.',
    cure: { text: "Try again later, and look at the store's own status." },
  }),
  door_refused: () => ({
    title: 'The server did not get the object',
    sentence: 'This entry is read through Atrium, and the store refused it there.',
    cure: { text: "See the server's half of the ladder: it says why." },
  }),
  unexpected: (facts) => ({
    title: 'An answer that is not known',
    sentence: `The store refused${facts.store_code ? ` with ${facts.store_code}` : ''}.`,
    cure: { text: "Look that code up in the store's documentation." },
  }),
  wrong_secret_type: () => ({
    title: 'The wrong kind of secret',
    sentence: 'This kind of store cannot be signed for with what the entry has.',
    cure: { text: 'Change the entry and type its secret again.' },
  }),
  bad_account_key: () => ({
    title: 'The account key cannot be read',
    sentence: 'It is no base64, so some of it is missing or too much.',
    cure: { text: 'Copy it again, whole, from Access keys in the Azure portal.' },
  }),
  bad_private_key: () => ({
    title: 'The private key cannot be read',
    sentence: 'It is not the key of a service-account file.',
    cure: { text: 'Paste the whole file, from its first brace to its last.' },
  }),
  outside_prefix: () => ({
    title: 'The object lies outside of the prefix',
    sentence: 'The entry is for what lies below its prefix only.',
    cure: { text: "Shorten the entry's prefix, or add another entry." },
  }),
};

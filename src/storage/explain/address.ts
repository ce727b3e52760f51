import { type Explanations, type Facts, placeName, storeName } from './explained.ts';

const wholeUrl = 'Copy the URL again from where the sample is listed, whole.';

const own = (title: string, cure: string) => (facts: Facts) => ({
  title,
  sentence: facts.message || 'It cannot be read.',
  cure: { text: cure },
});

/** Codes of the first two rungs: what the URL names, and which entry serves it. */
export const ADDRESS: Explanations = {
  read: (facts) => ({
    title: 'The URL is read',
    sentence: `It names ${facts.key ? `the object ${facts.key}` : 'everything'} in ${placeName(facts)}.`,
  }),
  empty: own('No URL', wholeUrl),
  too_long: own('The URL is too long', wholeUrl),
  local_file: own(
    'A file on another machine',
    'Set output_uri of the task, or api.files_server in clearml.conf, to a bucket and run the task again.',
  ),
  not_storage: own('Not a storage URL', wholeUrl),
  plain_web: () => ({
    title: 'An ordinary web address',
    sentence: 'This URL names a web server, not a bucket, and needs no access keys.',
    cure: { text: 'Open it in a tab of its own: if it does not show there, ask whoever runs that server.' },
  }),
  bad_host: own(
    'The host cannot be read',
    'Write s3://host:port/bucket/key, without user name and password.',
  ),
  bad_bucket: own('The bucket cannot be read', wholeUrl),
  no_account: own('No storage account', wholeUrl),
  no_bucket: own('No bucket', wholeUrl),
  no_key: own('No object', 'Add the key behind the bucket, or open the bucket in the gallery.'),
  bad_escape: own(
    'A broken escape',
    'Write a percent sign as %25 in https URLs, or use the s3:// form, which needs none.',
  ),
  bad_text: own('A character that cannot be', wholeUrl),
  dot_segments: own('A key with . or .. in it', 'Upload the object again under a key without such parts.'),
  matched: (facts) => ({
    title: 'An entry fits',
    sentence:
      `The entry for ${facts.bucket || 'the whole account'}${facts.prefix ? `/${facts.prefix}` : ''} serves this URL` +
      (Number(facts.shorter) > 0 ? ': of all that fit, its bucket and prefix are the longest.' : '.'),
  }),
  no_entry: (facts) => ({
    title: 'No access keys for this bucket',
    sentence: `None of the ${facts.considered || 'present'} entries of this kind is for ${placeName(facts)}.`,
    cure: { text: 'Add access keys for this bucket in Settings, Configuration, Web App Cloud Access.' },
  }),
  no_entry_port: (facts) => ({
    title: 'An entry for the same host, with another port',
    sentence: `The URL names ${storeName(facts)}, the entry for this bucket ${facts.entry_host || 'another'}.`,
    cure: {
      text: `If both are the same store, change the entry's host to ${storeName(facts)}.`,
      fix: { host: facts.host ?? '' },
    },
  }),
  no_entry_host: (facts) => ({
    title: 'An entry for the same bucket on another host',
    sentence: `The URL names ${placeName(facts)}; the entry for a bucket of that name is on ${facts.entry_host || 'Amazon S3'}.`,
    cure: { text: "If both are the same store, change the entry's host; else add access keys for this one." },
  }),
  no_entry_prefix: (facts) => ({
    title: 'The object lies outside of the prefix',
    sentence: `The entry for ${facts.entry_bucket || 'this bucket'} is for what lies below ${facts.entry_prefix || 'its prefix'} only.`,
    cure: { text: "Shorten the entry's prefix, or add another entry with the prefix of this object." },
  }),
  locked: () => ({
    title: 'The access keys are locked',
    sentence:
      'The keys of this entry are encrypted with your passphrase, which was not typed in this tab yet.',
    cure: { text: 'Unlock them with your passphrase.' },
  }),
  other_browser: () => ({
    title: 'The access keys are in another browser',
    sentence: 'This entry keeps its keys in the browser where they were typed, and this is another one.',
    cure: { text: 'Open this page in that browser, or type the keys again here.' },
  }),
  reset: () => ({
    title: 'The access keys must be typed again',
    sentence: 'The passphrase of this entry was forgotten, and its keys with it.',
    cure: { text: 'Change the entry and type its keys.' },
  }),
  no_webcrypto: () => ({
    title: 'This page cannot sign',
    sentence:
      'Browsers offer no cryptography on plain http pages other than localhost, so it cannot use keys kept here.',
    cure: { text: 'Open Atrium by https, or keep the entry in the workspace: then the server signs.' },
  }),
  not_admitted: (facts) => ({
    title: 'The page does not admit this host yet',
    sentence: `The page's policy was made before ${facts.host || 'this host'} was among the entries.`,
    cure: { text: 'Load the page again.' },
  }),
};

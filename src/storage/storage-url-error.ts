const MESSAGES = {
  empty: 'The URL is empty. Paste one like s3://bucket/folder/image.png.',
  too_long: 'The URL is longer than 4,096 characters.',
  local_file:
    'This is a path on the machine that ran the task, not a place that a browser can reach. Let the task upload to a bucket with output_uri.',
  not_storage: 'This URL names no store: it must begin with s3://, gs://, azure:// or https://.',
  bad_host: 'The host cannot be read: write it as name or name:port, without user name and password.',
  bad_bucket: 'The name of the bucket can only have letters, digits, dots, dashes and underscores.',
  no_account: 'The URL names no storage account: write azure://account.blob.core.windows.net/container/blob.',
  no_bucket: 'The URL names no bucket: write s3://bucket/key or s3://host:port/bucket/key.',
  no_key: 'The URL names a bucket but no object in it.',
  bad_escape: 'The URL has a % that two hexadecimal digits must follow. Write a percent sign itself as %25.',
  bad_text: 'The URL holds a character that no key can have.',
  dot_segments:
    'The key has a part that is . or .. alone. Browsers change such paths, so Atrium refuses them.',
} as const;

export type StorageUrlProblem = keyof typeof MESSAGES;

/** Why a text is no storage URL; `code` is also the code of the doctor's first rung. */
export class StorageUrlError extends Error {
  override readonly name = 'StorageUrlError';
  readonly code: StorageUrlProblem;

  constructor(code: StorageUrlProblem) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

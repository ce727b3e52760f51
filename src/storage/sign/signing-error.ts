const MESSAGES = {
  no_webcrypto:
    'This page has no WebCrypto, since it is neither https nor localhost: the browser cannot sign. Open it over https, or keep the entry in the workspace.',
  wrong_secret_type:
    'This kind of store cannot be signed for with this kind of secret. Type the secret again.',
  bad_account_key:
    'The account key is no base64. Copy it again, whole, from Access keys in the Azure portal.',
  bad_private_key:
    'The private key cannot be read. Paste the whole service-account file, from its first brace to its last.',
  outside_prefix: 'The object lies outside of the prefix of this entry.',
} as const;

export type SigningProblem = keyof typeof MESSAGES;

/** Why nothing can be signed; `code` is a code of the doctor's rung "signature". */
export class SigningError extends Error {
  override readonly name = 'SigningError';
  readonly code: SigningProblem;

  constructor(code: SigningProblem) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

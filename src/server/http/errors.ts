/** ClearML's codes and subcodes (account-api.md 1.4 and 2.8), with sentences of our own. */
const ERRORS = {
  bad_request: [400, 0, 'The request could not be read'],
  invalid_headers: [400, 5, 'These headers cannot be used together'],
  impersonation_error: [400, 6, 'Acting for this account is not possible'],
  invalid_id: [400, 10, 'There is no such id'],
  validation_error: [400, 12, 'A field has a wrong value'],
  invalid_fields: [400, 14, 'There is no such field'],
  fields_value_error: [400, 16, 'A field name is not allowed here'],
  try_later: [400, 51, 'Too many tries, wait a little'],
  unknown_invite: [400, 54, 'This link is not known'],
  invite_expired: [400, 56, 'This link has ended'],
  account_exists: [400, 57, 'There is an account with this e-mail address already'],
  workspace_full: [400, 61, 'The workspace has no free seat'],
  address_not_admitted: [400, 67, 'This is for another e-mail address'],
  invalid_access_key: [400, 75, 'There is no such access key'],
  invalid_user: [400, 300, 'There is no such access key'],
  invalid_user_id: [400, 301, 'There is no such user'],
  invalid_preferences_update: [400, 305, 'The preferences cannot be changed this way'],
  data_validation_error: [400, 800, 'A value is not acceptable'],
  expected_unique_data: [400, 801, 'This value is taken'],
  storage_refused: [400, 910, 'The storage gave nothing'],
  bad_auth_type: [401, 10, 'The Authorization header must be of type Basic or Bearer'],
  no_credentials: [401, 20, 'No credentials were given'],
  bad_credentials: [401, 21, 'The credentials could not be read'],
  invalid_credentials: [401, 22, 'The credentials are not valid'],
  invalid_token: [401, 30, 'The token is not valid'],
  role_not_allowed: [403, 20, 'Your role does not allow this'],
  unknown_endpoint: [404, 0, 'There is no such endpoint'],
  conflict: [409, 0, 'Somebody else changed this meanwhile'],
  too_large: [413, 0, 'The request is too large'],
  internal: [500, 0, 'Something went wrong on the server; its log holds the details under this id'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type ErrorName = keyof typeof ERRORS;

/** What a client may show beside the fields: which one, by what rule, and how to put it right. */
export interface ErrorData {
  field?: string;
  rule?: string;
  cure?: string;
  [extra: string]: unknown;
}

/** An answer that is a refusal: a stable code, a public sentence, and a private cause for the log. */
export class WireError extends Error {
  readonly code: number;
  readonly subcode: number;
  readonly data: ErrorData;

  /** @param extra said behind the fixed sentence, for example which header */
  constructor(name: ErrorName, data: ErrorData = {}, extra?: string, cause?: unknown) {
    const [code, subcode, text] = ERRORS[name];
    super(extra ? `${text} (${extra})` : text, { cause });
    this.code = code;
    this.subcode = subcode;
    this.data = data;
  }
}

/** A refused value: the field, the rule it breaks and the cure; 400/12 unless said otherwise. */
export function invalidField(
  field: string,
  rule: string,
  cure?: string,
  name: ErrorName = 'validation_error',
) {
  return new WireError(name, { field, rule, ...(cure && { cure }) }, `${field}: ${rule}`);
}

/** What a store's answer means, whichever store it is; explain.ts has a sentence and a cure for each. */
export type StoreErrorCode =
  | 'wrong_secret'
  | 'unknown_key'
  | 'expired_token'
  | 'bad_token'
  | 'clock'
  | 'sas_denied'
  | 'sas_protocol'
  | 'firewall'
  | 'wrong_region'
  | 'denied'
  | 'kms_denied'
  | 'no_such_bucket'
  | 'no_such_key'
  | 'archived'
  | 'account_closed'
  | 'requester_pays'
  | 'https_required'
  | 'not_a_store'
  | 'redirected'
  | 'throttled'
  | 'store_failed'
  | 'unexpected';

/** The stores' own codes, of all three together: they do not contradict one another. */
const STORE_CODES: Readonly<Record<string, StoreErrorCode>> = {
  SignatureDoesNotMatch: 'wrong_secret',
  InvalidAccessKeyId: 'unknown_key',
  InvalidSecurity: 'unknown_key',
  Unauthorized: 'unknown_key',
  ExpiredToken: 'expired_token',
  TokenRefreshRequired: 'expired_token',
  InvalidToken: 'bad_token',
  RequestTimeTooSkewed: 'clock',
  RequestExpired: 'clock',
  ExpiredRequest: 'clock',
  AuthenticationFailed: 'wrong_secret',
  InvalidAuthenticationInfo: 'wrong_secret',
  NoAuthenticationInformation: 'wrong_secret',
  AuthorizationPermissionMismatch: 'sas_denied',
  AuthorizationResourceTypeMismatch: 'sas_denied',
  AuthorizationServiceMismatch: 'sas_denied',
  AuthorizationProtocolMismatch: 'sas_protocol',
  AuthorizationSourceIPMismatch: 'firewall',
  AuthorizationFailure: 'firewall',
  InsufficientAccountPermissions: 'sas_denied',
  AuthorizationHeaderMalformed: 'wrong_region',
  AuthorizationQueryParametersError: 'wrong_region',
  PermanentRedirect: 'wrong_region',
  TemporaryRedirect: 'wrong_region',
  Redirect: 'wrong_region',
  IllegalLocationConstraintException: 'wrong_region',
  AccessDenied: 'denied',
  AllAccessDisabled: 'denied',
  KMSAccessDeniedException: 'kms_denied',
  'KMS.DisabledException': 'kms_denied',
  NoSuchBucket: 'no_such_bucket',
  InvalidBucketName: 'no_such_bucket',
  ContainerNotFound: 'no_such_bucket',
  ContainerBeingDeleted: 'no_such_bucket',
  InvalidResourceName: 'no_such_bucket',
  NoSuchKey: 'no_such_key',
  NoSuchVersion: 'no_such_key',
  BlobNotFound: 'no_such_key',
  ResourceNotFound: 'no_such_key',
  InvalidObjectState: 'archived',
  BlobArchived: 'archived',
  BlobBeingRehydrated: 'archived',
  AccountIsDisabled: 'account_closed',
  AccountProblem: 'account_closed',
  UserProjectMissing: 'requester_pays',
  SlowDown: 'throttled',
  ServerBusy: 'throttled',
  TooManyRequests: 'throttled',
  ServiceUnavailable: 'store_failed',
  InternalError: 'store_failed',
  OperationTimedOut: 'store_failed',
};

/** What a store's own code means; undefined for one that is not known. */
export function meaningOfCode(store_code: string): StoreErrorCode | undefined {
  return Object.hasOwn(STORE_CODES, store_code) ? STORE_CODES[store_code] : undefined;
}

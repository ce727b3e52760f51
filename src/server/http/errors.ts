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
  task_error: [400, 100, 'The task does not allow this'],
  invalid_task_id: [400, 101, 'There is no such task'],
  task_validation_error: [400, 102, 'The task is not complete enough'],
  invalid_task_status: [400, 110, 'The status of the task does not allow this'],
  task_not_started: [400, 111, 'The task has not started'],
  task_in_progress: [400, 112, 'The task is running'],
  task_published: [400, 113, 'The task is published'],
  failed_changing_task_status: [400, 121, 'The status of the task was changed meanwhile'],
  task_cannot_be_deleted: [400, 123, 'The task cannot be deleted'],
  invalid_task_input: [400, 127, 'The input of the task cannot be used'],
  task_not_found: [400, 130, 'There is no such task'],
  events_not_added: [400, 131, 'The events were not added'],
  invalid_model_id: [400, 201, 'There is no such model'],
  model_not_ready: [400, 202, 'The model is not published'],
  model_is_ready: [400, 203, 'The model is published'],
  model_in_use: [400, 205, 'The model is in use'],
  model_creating_task_exists: [400, 206, 'The task that made the model still exists'],
  invalid_user: [400, 300, 'There is no such access key'],
  invalid_user_id: [400, 301, 'There is no such user'],
  invalid_preferences_update: [400, 305, 'The preferences cannot be changed this way'],
  invalid_project_id: [400, 401, 'There is no such project'],
  project_has_tasks: [400, 402, 'The project has tasks'],
  project_has_models: [400, 405, 'The project has models'],
  invalid_project_name: [400, 407, 'The project cannot have this name'],
  cannot_update_project_location: [400, 408, 'A project is moved by projects.move'],
  project_path_exceeds_max: [400, 409, 'The path of the project is too deep'],
  project_source_and_destination_are_the_same: [400, 410, 'Source and destination are the same project'],
  project_cannot_be_moved_under_itself: [400, 411, 'A project cannot be moved below itself'],
  project_cannot_be_merged_into_its_child: [400, 412, 'A project cannot be merged into one below it'],
  invalid_queue_id: [400, 701, 'There is no such queue'],
  queue_not_empty: [400, 702, 'The queue is not empty'],
  invalid_queue_or_task: [400, 703, 'The queue does not hold this task'],
  task_already_queued: [400, 706, 'The task is in a queue already'],
  no_default_queue: [400, 707, 'There is no default queue'],
  data_validation_error: [400, 800, 'A value is not acceptable'],
  expected_unique_data: [400, 801, 'This value is taken'],
  invalid_worker_id: [400, 1001, 'There is no such worker'],
  worker_registered: [400, 1003, 'The worker is registered already'],
  worker_not_registered: [400, 1004, 'The worker is not registered'],
  invalid_scroll_id: [400, 1104, 'There is no such scroll'],
  storage_refused: [400, 910, 'The storage gave nothing'],
  bad_auth_type: [401, 10, 'The Authorization header must be of type Basic or Bearer'],
  no_credentials: [401, 20, 'No credentials were given'],
  bad_credentials: [401, 21, 'The credentials could not be read'],
  invalid_credentials: [401, 22, 'The credentials are not valid'],
  invalid_token: [401, 30, 'The token is not valid'],
  role_not_allowed: [403, 20, 'Your role does not allow this'],
  unknown_endpoint: [404, 0, 'There is no such endpoint'],
  file_not_found: [404, 0, 'There is no such file'],
  conflict: [409, 0, 'Somebody else changed this meanwhile'],
  encoded_upload: [415, 0, 'Content-Encoding is not accepted on requests'],
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

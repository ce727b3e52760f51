/** Sections beside sdk, agent and api, a line each: path | type | in releases since | default as JSON | meaning. */
export const OTHER_KEYS = `
logging.version | whole | 0.17.5 | 1 | Version of Python's logging configuration; always 1.
logging.disable_existing_loggers | boolean | 0.17.5 | 0 | Silence loggers that were made before the client starts.
logging.incremental | boolean | 1.0.0 | 1 | Add to the logging that is set up instead of replacing it.
logging.handlers | object | 0.17.5 |  | Handlers of Python's logging configuration.
logging.loggers.*.level | text | 0.17.5 |  | Least level the logger of this name lets through.
logging.loggers.*.force_level | boolean | 1.12.0 | true | Set the level even if the logger exists already.
environment | object | 1.4.0 |  | Variables to set, name by name, when apply_environment is on; quote every value.
files | object | 1.4.0 |  | Files to write, one entry each, when apply_files is on.
files.*.path | path | 1.4.0 |  | Where to write the file; ~ and variables are filled in.
files.*.contents | text | 1.4.0 |  | What to write; lists and objects too when target_format says how.
files.*.format | text | 1.4.0 |  | base64 when the contents are written that way.
files.*.target_format | text | 1.4.0 |  | How to write lists and objects: json, yaml, yml or bytes.
files.*.overwrite | boolean | 1.4.0 | true | Replace a file that is there.
files.*.mode | text | 1.4.0 |  | Access mode of the file (agent), such as 0o600.
`;

/** The port only names the socket file: PostgreSQL listens on no network address. */
export const PORT = 5432;

/** The role and the database of Atrium, neither of them PostgreSQL's superuser. */
export const ROLE = 'atrium';
export const DATABASE = 'atrium';
export const SUPERUSER = 'postgres';

/** PostgreSQL's whole environment: no setting of the caller may change its language, time or library path. */
export const POSTGRES_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

const SETTINGS: Readonly<Record<string, string | number>> = {
  listen_addresses: '',
  port: PORT,
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',

  // What a committed answer rests on; written out so that nobody switches it off by accident.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // A crashed backend ends PostgreSQL as a whole, so that session locks live exactly as long as PostgreSQL does.
  restart_after_crash: 'off',

  // Small: one team's server beside its Node process, not a database host.
  max_connections: 40,
  shared_buffers: '48MB',
  wal_buffers: '1MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  max_worker_processes: 2,
  max_parallel_workers_per_gather: 0,
  max_parallel_maintenance_workers: 0,
  autovacuum_max_workers: 1,
  autovacuum_worker_slots: 1,
  max_logical_replication_workers: 0,
  max_wal_senders: 0,
  max_replication_slots: 0,
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',

  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  default_text_search_config: 'pg_catalog.english',

  // One file a weekday, overwritten after a week.
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: 0,
  log_file_mode: '0600',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  // Statements and details may hold what people typed; an error's own sentence is enough.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: 0,
};

/** The text of `atrium.conf`, written at each start. `local.conf` beside it, if there, is the operator's and wins. */
export function settingsText(logs: string, withLocal: boolean): string {
  const lines = Object.entries({ ...SETTINGS, log_directory: logs }).map(
    ([name, value]) => `${name} = ${quote(value)}`,
  );
  return [
    '# Written by Atrium at each start. Put your own settings into local.conf beside this file.',
    ...lines,
    ...(withLocal ? ["include 'local.conf'"] : []),
    '',
  ].join('\n');
}

function quote(value: string | number): string {
  return typeof value === 'number'
    ? String(value)
    : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

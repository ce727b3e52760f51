/** One environment variable: its name, default and meaning, as `docs/configuration.md` lists them. */
export interface Setting {
  name: string;
  default: string;
  meaning: string;
  /** Secrets also come as NAME_FILE, the path of a file that holds the value. */
  secret?: boolean;
}

export const SETTINGS: readonly Setting[] = [
  {
    name: 'ATRIUM_DATA_DIR',
    default: './atrium-data',
    meaning: 'Folder of the embedded PostgreSQL, the root key and uploaded files.',
  },
  { name: 'ATRIUM_HOST', default: '127.0.0.1', meaning: 'Address the three doors listen on.' },
  {
    name: 'ATRIUM_WEB_PORT',
    default: '8080',
    meaning: 'Port of the web door (page, API under /api, files under /files).',
  },
  { name: 'ATRIUM_API_PORT', default: '8008', meaning: 'Port of the API door.' },
  { name: 'ATRIUM_FILES_PORT', default: '8081', meaning: 'Port of the files door.' },
  {
    name: 'ATRIUM_PUBLIC_URL',
    default: 'the listening address',
    meaning:
      'Where people open the page, with the sub-path if there is one (https://ml.example.org/atrium). Links, cookies and set-up blocks are made from it.',
  },
  {
    name: 'ATRIUM_API_URL',
    default: '<public URL>/api, else http://<host>:<API port>',
    meaning: 'Address of the API in set-up blocks.',
  },
  {
    name: 'ATRIUM_FILES_URL',
    default: '<public URL>/files, else http://<host>:<files port>',
    meaning: 'Address of the files door in set-up blocks.',
  },
  {
    name: 'DATABASE_URL',
    default: 'the embedded PostgreSQL',
    meaning: 'A PostgreSQL of your own, 15 or newer: postgres://user:password@host:5432/atrium.',
    secret: true,
  },
  {
    name: 'ATRIUM_SECRET_KEY',
    default: '<data folder>/root.key, made at first start',
    meaning: 'Root key: 32 random bytes in base64. It wraps every other key. Required with DATABASE_URL.',
    secret: true,
  },
  {
    name: 'ATRIUM_NEW_SECRET_KEY',
    default: '',
    meaning: 'Read by `atrium keys rotate` only: the root key that replaces the present one.',
    secret: true,
  },
  { name: 'ATRIUM_ADMIN_EMAIL', default: '', meaning: 'Headless first start: e-mail of the first account.' },
  {
    name: 'ATRIUM_ADMIN_PASSWORD',
    default: '',
    meaning: 'Headless first start: password of the first account, 12 characters or more.',
    secret: true,
  },
  {
    name: 'ATRIUM_ADMIN_NAME',
    default: 'Administrator',
    meaning: 'Headless first start: name of the first account. The three act only while no account exists.',
  },
  {
    name: 'ATRIUM_TRUST_PROXY',
    default: '0',
    meaning:
      'How many proxies stand in front (1, 2 …), or a comma-separated list of their addresses or networks. Never "all".',
  },
  {
    name: 'ATRIUM_CORS_ORIGINS',
    default: '',
    meaning:
      'Other origins, comma-separated, whose pages may call the API with a token. Cookies never cross.',
  },
  {
    name: 'ATRIUM_FILES_ALIASES',
    default: '',
    meaning: 'Former addresses of the files door, comma-separated, so that stored URLs keep working.',
  },
  {
    name: 'ATRIUM_STORAGE_PRIVATE',
    default: 'on',
    meaning:
      'Set to off, the server sends nothing to storage in private networks (10.0.0.0/8, 192.168.0.0/16 …).',
  },
  {
    name: 'ATRIUM_STORAGE_ALLOW_HOSTS',
    default: '',
    meaning:
      'Storage that the server may reach although its address is refused, comma-separated host:port (a MinIO on loopback: 127.0.0.1:9000). Logged at every start.',
  },
  {
    name: 'ATRIUM_FILES_DIR',
    default: '<data folder>/files',
    meaning: 'Folder of the files that clients upload to the files door.',
  },
  {
    name: 'ATRIUM_FILES_SHARED',
    default: '',
    meaning:
      'Set to 1 when ATRIUM_FILES_DIR is one shared folder (NFS …) for all processes on the database; without it a second process with local files does not start.',
  },
  {
    name: 'ATRIUM_FILES_S3_BUCKET',
    default: '',
    meaning:
      'Bucket in S3, or in what speaks its protocol, that keeps those files in place of ATRIUM_FILES_DIR. The start tries whether it may list, write and delete there.',
  },
  {
    name: 'ATRIUM_FILES_S3_PREFIX',
    default: '',
    meaning: 'Folder in that bucket, such as atrium/files; below it lies one folder a workspace.',
  },
  {
    name: 'ATRIUM_FILES_S3_ENDPOINT',
    default: 'Amazon S3',
    meaning: 'Scheme, host and port of another store: https://minio.example.org:9000.',
  },
  {
    name: 'ATRIUM_FILES_S3_REGION',
    default: 'us-east-1',
    meaning: "The bucket's region.",
  },
  {
    name: 'ATRIUM_FILES_S3_PATH_STYLE',
    default: 'on with an endpoint, else off',
    meaning: 'Whether the bucket stands in the path (on) or in the host name (off).',
  },
  {
    name: 'ATRIUM_FILES_S3_ACCESS_KEY',
    default: '',
    meaning: 'Access key for it. Without the pair the role of the machine or container is used.',
    secret: true,
  },
  { name: 'ATRIUM_FILES_S3_SECRET_KEY', default: '', meaning: 'Its secret key.', secret: true },
  {
    name: 'ATRIUM_EVENTS_KEEP_DAYS',
    default: '0',
    meaning:
      'How many days scalars, console lines, plots and debug samples are kept, counted from when the server received them; older ones are removed for good. 0: for ever.',
  },
  {
    name: 'ATRIUM_METRICS_TOKEN',
    default: '',
    meaning: 'Bearer token for /metrics; without it /metrics does not exist.',
    secret: true,
  },
  {
    name: 'ATRIUM_SMTP_URL',
    default: '',
    meaning:
      'Mail server for invitations: smtp://user:password@mail.example.org:587, or smtps:// with port 465. Empty: no mail, links are copied.',
    secret: true,
  },
  {
    name: 'ATRIUM_MAIL_FROM',
    default: 'atrium@<host of the public URL>',
    meaning: 'Sender of those mails: an address, or Name <address>.',
  },
  {
    name: 'ATRIUM_USAGE_URL',
    default: '',
    meaning: 'Where anonymous usage data goes once an administrator switched it on. Empty: nowhere.',
  },
  { name: 'ATRIUM_LOG_LEVEL', default: 'info', meaning: 'fatal, error, warn, info, debug, trace or silent.' },
  {
    name: 'ATRIUM_AUDIT_DAYS',
    default: '0',
    meaning: 'How many days the audit log is kept; older events are removed for good. 0: for ever.',
  },
  {
    name: 'DO_NOT_TRACK',
    default: '',
    meaning: 'Set to 1 it forbids sending usage data, whatever the switch says.',
  },
];

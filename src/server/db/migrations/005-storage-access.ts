/** Storage entries: a workspace's with their sealed secrets, an account's with what its browsers sealed. */
export const storageAccess = `
create table storage_entries (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  kind text not null check (kind in ('s3', 'azure', 'gcs')),
  scheme text not null check (scheme in ('http', 'https')),
  host text not null,
  account text not null,
  bucket text not null,
  prefix text not null,
  region text not null,
  style text not null check (style in ('path', 'virtual')),
  secret_type text not null check (secret_type in ('keys', 'account_key', 'sas', 'service_account')),
  has_token boolean not null,
  nonce bytea not null,
  sealed bytea not null,
  created_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table own_storage_entries (
  account_id text not null references accounts (id),
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  kind text not null check (kind in ('s3', 'azure', 'gcs')),
  scheme text not null check (scheme in ('http', 'https')),
  host text not null,
  account text not null,
  bucket text not null,
  prefix text not null,
  region text not null,
  style text not null check (style in ('path', 'virtual')),
  secret_type text not null check (secret_type in ('keys', 'account_key', 'sas', 'service_account')),
  has_token boolean not null,
  custody text not null check (custody in ('browser', 'account')),
  sealed text,
  browser_id text,
  browser_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (account_id, id),
  check ((custody = 'browser') = (browser_id is not null and browser_name is not null)),
  check (custody = 'account' or sealed is null)
);

create table own_storage_locks (
  account_id text primary key references accounts (id),
  version integer not null check (version > 0),
  salt text not null,
  rounds integer not null,
  nonce text not null,
  wrapped text not null,
  changed_at timestamptz not null default now()
);
`;

/** Credentials for deleting stored objects, sealed; deletions, and those of their objects that are not deleted yet. */
export const storageCleanup = `
create table storage_settings (
  workspace_id text not null references workspaces (id) on delete cascade,
  provider text not null check (provider in ('aws', 'google', 'azure')),
  nonce bytea not null,
  sealed bytea not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, provider)
);

create table own_storage_settings (
  account_id text not null references accounts (id),
  provider text not null check (provider in ('aws', 'google', 'azure')),
  nonce bytea not null,
  sealed bytea not null,
  updated_at timestamptz not null default now(),
  primary key (account_id, provider)
);

create table storage_deletions (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  account_id text not null references accounts (id),
  total integer not null check (total > 0),
  deleted integer not null default 0,
  failed integer not null default 0,
  created_at timestamptz not null default now(),
  served_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id),
  check (deleted >= 0 and failed >= 0 and deleted + failed <= total)
);
create index storage_deletions_page on storage_deletions (workspace_id, created_at desc, id desc);
create index storage_deletions_open on storage_deletions (served_at nulls first) where finished_at is null;
create index storage_deletions_finished on storage_deletions (finished_at) where finished_at is not null;

create table storage_deletion_objects (
  workspace_id text not null,
  deletion_id text not null,
  number integer not null,
  url text not null,
  tries integer not null default 0,
  next_at timestamptz,
  lease text,
  failed_code text,
  primary key (workspace_id, deletion_id, number),
  foreign key (workspace_id, deletion_id) references storage_deletions (workspace_id, id) on delete cascade,
  check ((next_at is null) = (failed_code is not null))
);
create index storage_deletion_objects_due on storage_deletion_objects (workspace_id, deletion_id, next_at)
  where next_at is not null;
create index storage_deletion_objects_failed on storage_deletion_objects (workspace_id, deletion_id, number)
  where failed_code is not null;
`;

/** Configuration vaults, their versions, whom they are for, and which worker fetched what. */
export const vaults = `
create table vaults (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  account_id text,
  name text not null,
  description text not null default '',
  enabled boolean not null default false,
  position integer not null default 0,
  for_all boolean not null default true,
  secret_keys text[] not null default '{}',
  format text not null check (format in ('hocon', 'json', 'yaml')),
  version integer not null check (version > 0),
  keys integer not null,
  served_nonce bytea,
  served_sealed bytea,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references memberships (workspace_id, account_id) on delete cascade,
  check (account_id is null or for_all),
  check (not enabled or served_sealed is not null)
);
create unique index vaults_personal on vaults (workspace_id, account_id) where account_id is not null;
create unique index vaults_name on vaults (workspace_id, lower(name)) where account_id is null;

create table vault_versions (
  workspace_id text not null,
  vault_id text not null,
  version integer not null,
  format text not null check (format in ('hocon', 'json', 'yaml')),
  nonce bytea not null,
  sealed bytea not null,
  author_id text,
  note text not null default '',
  restored_from integer,
  created_at timestamptz not null default now(),
  primary key (workspace_id, vault_id, version),
  foreign key (workspace_id, vault_id) references vaults (workspace_id, id) on delete cascade
);

create table vault_members (
  workspace_id text not null,
  vault_id text not null,
  account_id text not null,
  primary key (workspace_id, vault_id, account_id),
  foreign key (workspace_id, vault_id) references vaults (workspace_id, id) on delete cascade,
  foreign key (workspace_id, account_id) references memberships (workspace_id, account_id) on delete cascade
);

create table vault_fetches (
  workspace_id text not null,
  vault_id text not null,
  account_id text not null,
  worker text not null,
  client text,
  address text not null,
  version integer not null,
  fetched_at timestamptz not null,
  primary key (workspace_id, vault_id, account_id, worker),
  foreign key (workspace_id, vault_id) references vaults (workspace_id, id) on delete cascade
);
create index vault_fetches_age on vault_fetches (fetched_at);

create table client_workers (
  workspace_id text not null,
  account_id text not null,
  worker text not null,
  client text,
  address text not null,
  seen_at timestamptz not null,
  primary key (workspace_id, account_id, worker),
  foreign key (workspace_id, account_id) references memberships (workspace_id, account_id) on delete cascade
);
create index client_workers_age on client_workers (seen_at);

create function vault_changed() returns trigger language plpgsql as $$
begin
  perform note_change('vaults:' || coalesce(new.workspace_id, old.workspace_id)
    || coalesce(':' || coalesce(new.account_id, old.account_id), ''));
  return null;
end $$;
create trigger vault_changed after insert or update or delete on vaults
  for each row execute function vault_changed();

create function vault_member_changed() returns trigger language plpgsql as $$
begin
  perform note_change('vaults:' || coalesce(new.workspace_id, old.workspace_id));
  return null;
end $$;
create trigger vault_member_changed after insert or update or delete on vault_members
  for each row execute function vault_member_changed();
`;

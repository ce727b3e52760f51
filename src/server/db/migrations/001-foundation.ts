/** Accounts, workspaces, credentials, sessions, keys, audit log, and the change numbers that keep caches honest. */
export const foundation = `
create table settings (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);

create table keys (
  id text primary key,
  purpose text not null check (purpose in ('token', 'pepper', 'workspace', 'account')),
  owner_id text,
  version integer not null default 1,
  root_key_id text not null,
  nonce bytea not null check (length(nonce) = 12),
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index keys_owner on keys (purpose, coalesce(owner_id, ''), version);

create table accounts (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  kind text not null default 'person' check (kind in ('person', 'service')),
  email text unique,
  email_verified boolean not null default false,
  name text not null,
  given_name text,
  family_name text,
  initials_color smallint not null default 1 check (initials_color between 1 and 6),
  password_hash text,
  server_admin boolean not null default false,
  may_impersonate boolean not null default false,
  state text not null default 'active' check (state in ('active', 'disabled', 'deleted')),
  preferences jsonb not null default '{}',
  created_at timestamptz not null default now(),
  check (kind = 'person' or (email is null and password_hash is null and not server_admin)),
  check (kind = 'service' or not may_impersonate),
  check (kind = 'service' or state = 'deleted' or email is not null)
);

create table workspaces (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  name text not null,
  personal_of text unique references accounts (id),
  seat_limit integer check (seat_limit > 0),
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);

create table memberships (
  workspace_id text not null references workspaces (id) on delete cascade,
  account_id text not null references accounts (id),
  role text not null check (role in ('owner', 'administrator', 'member', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, account_id)
);
create index memberships_account on memberships (account_id);

create table credentials (
  workspace_id text not null,
  id text not null check (id ~ '^[0-9a-f]{32}$'),
  account_id text not null,
  access_key text not null unique,
  secret_hash bytea not null,
  pepper_version integer not null,
  label text,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  replaced_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references memberships (workspace_id, account_id) on delete cascade
);
create index credentials_account on credentials (account_id, created_at);

create table credential_uses (
  workspace_id text not null,
  credential_id text not null,
  used_at timestamptz not null,
  worker text,
  address text,
  client text,
  primary key (workspace_id, credential_id),
  foreign key (workspace_id, credential_id) references credentials (workspace_id, id) on delete cascade
);

create table revoked_tokens (
  session_id text primary key,
  access_key text not null,
  expires_at timestamptz not null
);
create index revoked_tokens_key on revoked_tokens (access_key);

create table sessions (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  secret_hash bytea not null unique,
  account_id text not null references accounts (id),
  user_agent text not null,
  address text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_account on sessions (account_id);

create table password_links (
  secret_hash bytea primary key,
  account_id text not null references accounts (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table claim_links (
  secret_hash bytea primary key,
  created_at timestamptz not null default now()
);

create unlogged table attempts (
  bucket text primary key,
  failures integer not null,
  window_start timestamptz not null,
  last_failure timestamptz not null
);

create table failed_sign_ins (
  account_id text not null,
  address text not null,
  hour timestamptz not null,
  count integer not null,
  primary key (account_id, address, hour)
);

create table audit_events (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  workspace_id text,
  account_id text,
  actor_id text,
  action text not null,
  target text,
  detail jsonb not null default '{}',
  address text,
  user_agent text,
  primary key (at, id)
) partition by range (at);
create table audit_events_default partition of audit_events default;
create index audit_events_workspace on audit_events (workspace_id, at desc, id desc);
create index audit_events_account on audit_events (account_id, at desc, id desc);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  if current_setting('atrium.audit_retention', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_append_only before update or delete on audit_events
  for each row execute function audit_is_append_only();

create table changes (
  subject text primary key,
  number bigint not null
);

create function note_change(what text) returns void language plpgsql as $$
declare
  reached bigint;
begin
  insert into changes (subject, number) values (what, 1)
    on conflict (subject) do update set number = changes.number + 1
    returning number into reached;
  perform pg_notify('atrium_changes', what || ' ' || reached);
end $$;

create function account_changed() returns trigger language plpgsql as $$
begin
  perform note_change('account:' || coalesce(new.id, old.id));
  return null;
end $$;
create trigger account_changed after update of name, given_name, family_name, initials_color,
    email, state, server_admin, may_impersonate on accounts
  for each row execute function account_changed();

create function workspace_changed() returns trigger language plpgsql as $$
begin
  perform note_change('workspace:' || coalesce(new.id, old.id));
  return null;
end $$;
create trigger workspace_changed after update or delete on workspaces
  for each row execute function workspace_changed();

create function membership_changed() returns trigger language plpgsql as $$
begin
  perform note_change('member:' || coalesce(new.workspace_id, old.workspace_id) || ':' || coalesce(new.account_id, old.account_id));
  return null;
end $$;
create trigger membership_changed after insert or update or delete on memberships
  for each row execute function membership_changed();

create function credential_changed() returns trigger language plpgsql as $$
begin
  perform note_change('key:' || coalesce(new.access_key, old.access_key));
  return null;
end $$;
create trigger credential_changed after insert or delete or update of secret_hash, expires_at, revoked_at on credentials
  for each row execute function credential_changed();
create trigger token_revoked after insert on revoked_tokens
  for each row execute function credential_changed();

create function session_changed() returns trigger language plpgsql as $$
begin
  perform note_change('session:' || old.id);
  return null;
end $$;
create trigger session_changed after delete or update of expires_at on sessions
  for each row execute function session_changed();
`;

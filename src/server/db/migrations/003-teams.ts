/** Invitations, and what workspaces need to be made, shared and deleted by their people. */
export const teams = `
alter table workspaces
  add column members_invite boolean not null default false,
  add column deleted_by text;
create index workspaces_by_name on workspaces (lower(name), id) where deleted_at is null;
create index workspaces_deleted on workspaces (deleted_at) where deleted_at is not null;
create index memberships_page on memberships (workspace_id, created_at, account_id);

create table invitations (
  workspace_id text not null references workspaces (id) on delete cascade,
  id text not null unique check (id ~ '^[0-9a-f]{32}$'),
  secret_hash bytea not null unique,
  inviter_id text not null references accounts (id),
  role text not null check (role in ('owner', 'administrator', 'member', 'viewer')),
  note text not null default '',
  locked_to text,
  sent_to text,
  uses_allowed integer check (uses_allowed > 0),
  uses integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  declined_at timestamptz,
  primary key (workspace_id, id)
);
create index invitations_locked on invitations (locked_to) where locked_to is not null;
create index invitations_page on invitations (workspace_id, created_at desc, id);

create table invitation_uses (
  workspace_id text not null,
  invitation_id text not null,
  account_id text not null references accounts (id),
  used_at timestamptz not null default now(),
  primary key (workspace_id, invitation_id, account_id),
  foreign key (workspace_id, invitation_id) references invitations (workspace_id, id) on delete cascade
);
`;

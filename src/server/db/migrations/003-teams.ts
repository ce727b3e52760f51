/** Invitations, service accounts, and what workspaces need to be made, shared and deleted by their people. */
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
  life_s integer not null default 86400,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  declined_at timestamptz,
  primary key (workspace_id, id)
);
create index invitations_locked on invitations (locked_to) where locked_to is not null;
create index invitations_page on invitations (workspace_id, created_at desc, id);

create function end_invitations(of_workspace text, of_inviter text) returns void language sql as $$
  update invitations set revoked_at = now()
  where workspace_id = of_workspace and inviter_id = coalesce(of_inviter, inviter_id)
    and revoked_at is null and declined_at is null and expires_at > now()
    and (uses_allowed is null or uses < uses_allowed)
$$;

create function inviter_changed() returns trigger language plpgsql as $$
declare
  roles constant text[] := array['viewer', 'member', 'administrator', 'owner'];
begin
  if tg_op = 'DELETE' or array_position(roles, new.role) < array_position(roles, old.role) then
    perform end_invitations(old.workspace_id, old.account_id);
  end if;
  return null;
end $$;
create trigger inviter_changed after delete or update of role on memberships
  for each row execute function inviter_changed();

create function inviting_workspace_deleted() returns trigger language plpgsql as $$
begin
  perform end_invitations(new.id, null);
  return null;
end $$;
create trigger inviting_workspace_deleted after update of deleted_at on workspaces
  for each row when (new.deleted_at is not null) execute function inviting_workspace_deleted();

create table service_accounts (
  workspace_id text not null,
  account_id text not null unique references accounts (id),
  description text not null default '',
  created_by text,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references memberships (workspace_id, account_id) on delete cascade
);

create table member_uses (
  workspace_id text not null,
  account_id text not null,
  used_at timestamptz not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references memberships (workspace_id, account_id) on delete cascade
);

create table invitation_uses (
  workspace_id text not null,
  invitation_id text not null,
  account_id text not null references accounts (id),
  used_at timestamptz not null default now(),
  primary key (workspace_id, invitation_id, account_id),
  foreign key (workspace_id, invitation_id) references invitations (workspace_id, id) on delete cascade
);
`;

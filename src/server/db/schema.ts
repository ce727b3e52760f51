import type { ColumnType, Generated } from 'kysely';
import type { Place, SecretType } from '../../storage/place.ts';
import type { EventsSchema } from './events-schema.ts';
import type { ExperimentsSchema } from './experiments-schema.ts';

/** timestamptz: read as wire text, written as ISO text or an SQL expression. */
export type Time = ColumnType<string, string | undefined, string>;
export type NullableTime = ColumnType<string | null, string | null | undefined, string | null>;

export type AccountState = 'active' | 'disabled' | 'deleted';
export type MemberRole = 'owner' | 'administrator' | 'member' | 'viewer';

export interface AccountRow {
  id: string;
  kind: ColumnType<'person' | 'service', 'person' | 'service' | undefined, never>;
  email: string | null;
  email_verified: Generated<boolean>;
  name: string;
  given_name: ColumnType<string | null, string | null | undefined, string | null>;
  family_name: ColumnType<string | null, string | null | undefined, string | null>;
  initials_color: Generated<number>;
  password_hash: ColumnType<string | null, string | null | undefined, string | null>;
  server_admin: Generated<boolean>;
  may_impersonate: Generated<boolean>;
  state: ColumnType<AccountState, AccountState | undefined, AccountState>;
  preferences: ColumnType<Record<string, unknown>, string | undefined, string>;
  created_at: Time;
}

export type VaultFormat = 'hocon' | 'json' | 'yaml';

export interface VaultRow {
  workspace_id: string;
  id: string;
  /** Whose personal vault it is; null for one of the workspace. */
  account_id: string | null;
  name: string;
  description: Generated<string>;
  enabled: Generated<boolean>;
  position: Generated<number>;
  for_all: Generated<boolean>;
  secret_keys: Generated<string[]>;
  format: VaultFormat;
  version: number;
  keys: number;
  served_nonce: Buffer | null;
  served_sealed: Buffer | null;
  created_at: Time;
}

/** Columns that a workspace's storage entries and an account's own share. */
interface StorageEntryRow extends Place {
  id: string;
  secret_type: SecretType;
  has_token: boolean;
  created_at: Time;
  updated_at: Time;
}

/** A provider's credentials for deleting stored objects, sealed as JSON. */
interface StorageSettingsRow {
  provider: 'aws' | 'google' | 'azure';
  nonce: Buffer;
  sealed: Buffer;
  updated_at: Time;
}

export interface Schema extends ExperimentsSchema, EventsSchema {
  accounts: AccountRow;
  settings: { name: string; value: ColumnType<unknown, string, string>; changed_at: Time };
  keys: {
    id: string;
    purpose: 'token' | 'pepper' | 'workspace' | 'account';
    owner_id: string | null;
    version: number;
    root_key_id: string;
    nonce: Buffer;
    wrapped: Buffer;
    created_at: Time;
    retired_at: NullableTime;
  };
  workspaces: {
    id: string;
    name: string;
    personal_of: string | null;
    seat_limit: ColumnType<number | null, number | null | undefined, number | null>;
    /** Members, too, may invite. */
    members_invite: Generated<boolean>;
    created_at: Time;
    deleted_at: NullableTime;
    deleted_by: ColumnType<string | null, string | null | undefined, string | null>;
  };
  memberships: { workspace_id: string; account_id: string; role: MemberRole; created_at: Time };
  credentials: {
    workspace_id: string;
    id: string;
    account_id: string;
    access_key: string;
    secret_hash: Buffer;
    pepper_version: number;
    label: string | null;
    created_at: Time;
    expires_at: NullableTime;
    revoked_at: NullableTime;
    replaced_by: ColumnType<string | null, string | null | undefined, string | null>;
  };
  credential_uses: {
    workspace_id: string;
    credential_id: string;
    used_at: Time;
    worker: string | null;
    address: string | null;
    client: string | null;
  };
  revoked_tokens: { session_id: string; access_key: string; expires_at: Time };
  sessions: {
    id: string;
    secret_hash: Buffer;
    account_id: string;
    user_agent: string;
    address: string;
    created_at: Time;
    last_seen_at: Time;
    expires_at: Time;
  };
  password_links: { secret_hash: Buffer; account_id: string; created_at: Time; expires_at: Time };
  claim_links: { secret_hash: Buffer; created_at: Time };
  attempts: { bucket: string; failures: number; window_start: Time; last_failure: Time };
  failed_sign_ins: { account_id: string; address: string; hour: Time; count: number };
  audit_events: {
    id: Generated<number>;
    at: Time;
    workspace_id: string | null;
    account_id: string | null;
    actor_id: string | null;
    action: string;
    /** The part of the action before the dot; made by the database. */
    kind: ColumnType<string, never, never>;
    target: string | null;
    detail: ColumnType<Record<string, unknown>, string, never>;
    address: string | null;
    user_agent: string | null;
  };
  changes: { subject: string; number: number };
  vaults: VaultRow;
  vault_versions: {
    workspace_id: string;
    vault_id: string;
    version: number;
    format: VaultFormat;
    nonce: Buffer;
    sealed: Buffer;
    author_id: string | null;
    note: Generated<string>;
    restored_from: ColumnType<number | null, number | null | undefined, never>;
    created_at: Time;
  };
  invitations: {
    workspace_id: string;
    id: string;
    secret_hash: Buffer;
    inviter_id: string;
    role: MemberRole;
    note: Generated<string>;
    /** The only address that may accept it; null for anyone with the link. */
    locked_to: string | null;
    /** Where its link went by mail. */
    sent_to: string | null;
    /** Null for any number. */
    uses_allowed: number | null;
    uses: Generated<number>;
    created_at: Time;
    /** Seconds it lasts from when it was made or sent again. */
    life_s: Generated<number>;
    expires_at: Time;
    revoked_at: NullableTime;
    /** The account that revoked it; null when it died with its inviter's rights or its workspace. */
    revoked_by: ColumnType<string | null, string | null | undefined, string | null>;
    declined_at: NullableTime;
  };
  invitation_uses: { workspace_id: string; invitation_id: string; account_id: string; used_at: Time };
  service_accounts: {
    workspace_id: string;
    account_id: string;
    description: Generated<string>;
    created_by: string | null;
  };
  member_uses: { workspace_id: string; account_id: string; used_at: Time };
  vault_members: { workspace_id: string; vault_id: string; account_id: string };
  vault_fetches: {
    workspace_id: string;
    vault_id: string;
    account_id: string;
    worker: string;
    client: string | null;
    address: string;
    version: number;
    fetched_at: Time;
  };
  client_workers: {
    workspace_id: string;
    account_id: string;
    worker: string;
    client: string | null;
    address: string;
    seen_at: Time;
  };
  storage_entries: StorageEntryRow & {
    workspace_id: string;
    nonce: Buffer;
    sealed: Buffer;
    created_by: string | null;
  };
  own_storage_entries: StorageEntryRow & {
    account_id: string;
    custody: 'browser' | 'account';
    /** What the browser sealed; null in custody `browser`, and after its passphrase was reset. */
    sealed: string | null;
    browser_id: string | null;
    browser_name: string | null;
  };
  own_storage_locks: {
    account_id: string;
    version: number;
    salt: string;
    rounds: number;
    nonce: string;
    wrapped: string;
    changed_at: Time;
  };
  storage_settings: StorageSettingsRow & { workspace_id: string };
  own_storage_settings: StorageSettingsRow & { account_id: string };
  storage_deletions: {
    workspace_id: string;
    id: string;
    /** Who asked for it; their own credentials are tried first. */
    account_id: string;
    total: number;
    deleted: Generated<number>;
    failed: Generated<number>;
    created_at: Time;
    /** When a process last took objects of it: whose turn is longest ago comes next. */
    served_at: NullableTime;
    finished_at: NullableTime;
    /** The task whose reset asked for it, and the generation of its events from then on. */
    reset_task: ColumnType<string | null, string | null | undefined, never>;
    reset_generation: ColumnType<number | null, number | null | undefined, never>;
  };
  /** What is deleted has no row any more. */
  storage_deletion_objects: {
    workspace_id: string;
    deletion_id: string;
    number: number;
    url: string;
    tries: Generated<number>;
    /** When it may be taken; for one that was taken, when its lease ends; null when it failed for good. */
    next_at: NullableTime;
    /** Of the process that has taken it. */
    lease: ColumnType<string | null, string | null | undefined, string | null>;
    failed_code: ColumnType<string | null, string | null | undefined, string | null>;
  };
}

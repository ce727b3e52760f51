import type { IconName } from '../../ui/icon.tsx';
import { exactly } from '../../ui/when.tsx';
import { roleName } from '../workspace/names.ts';
import type { AuditEvent } from './audit-query.ts';

const TITLES: Readonly<Record<string, string>> = {
  'accounts.claim': 'Server claimed',
  'accounts.create': 'Account made',
  'accounts.delete': 'Account deleted',
  'accounts.disable': 'Account disabled',
  'accounts.enable': 'Account enabled',
  'accounts.password': 'Password changed',
  'accounts.password_link': 'Password link made',
  'accounts.set_server_admin': 'Administering the server changed',
  'auth.impersonate': 'Acted for a member',
  'auth.logout': 'Token ended',
  'credentials.create': 'Credential created',
  'credentials.revoke': 'Credential revoked',
  'credentials.rotate': 'Credential rotated',
  'credentials.edit': 'Credential renamed',
  'invitations.accept': 'Invitation accepted',
  'invitations.create': 'Invitation made',
  'invitations.decline': 'Invitation declined',
  'invitations.resend': 'Invitation sent again',
  'invitations.revoke': 'Invitation revoked',
  'keys.hand_over_ended': 'Old root key ended',
  'keys.rotated': 'Root key rotated',
  'members.add': 'Member added',
  'members.join': 'Member joined',
  'members.leave': 'Member left',
  'members.remove': 'Member removed',
  'members.role': 'Role changed',
  'server.usage': 'Usage reports changed',
  'service_accounts.create': 'Service account made',
  'service_accounts.delete': 'Service account deleted',
  'service_accounts.set_impersonation': 'Right to act for members changed',
  'service_accounts.update': 'Service account changed',
  'sessions.begin': 'Signed in',
  'sessions.end': 'Session ended',
  'sessions.end_others': 'Other sessions ended',
  'sessions.refused': 'Sign-in refused',
  'storage.reset_settings': 'Storage cleanup credentials deleted',
  'storage.set_settings': 'Storage cleanup credentials changed',
  'storage_access.delete': 'Storage keys deleted',
  'storage_access.delete_own': 'Own storage keys deleted',
  'storage_access.reset_lock': 'Passphrase of storage keys reset',
  'storage_access.save': 'Storage keys saved',
  'storage_access.save_lock': 'Passphrase of storage keys set',
  'storage_access.save_own': 'Own storage keys saved',
  'storage_access.test': 'Storage tested',
  'storage_cleanup.create': 'Deletion of stored objects started',
  'storage_cleanup.finish': 'Deletion of stored objects finished',
  'storage_cleanup.reset_own_settings': 'Own storage cleanup credentials deleted',
  'storage_cleanup.retry': 'Deletion of stored objects retried',
  'storage_cleanup.set_own_settings': 'Own storage cleanup credentials changed',
  'users.update': 'Profile changed',
  'vaults.copy': 'Secret copied',
  'vaults.create': 'Vault made',
  'vaults.delete': 'Vault deleted',
  'vaults.disable': 'Vault turned off',
  'vaults.enable': 'Vault turned on',
  'vaults.order': 'Vaults reordered',
  'vaults.restore': 'Vault version restored',
  'vaults.reveal': 'Secret revealed',
  'vaults.save': 'Vault saved',
  'vaults.update': 'Vault settings changed',
  'workspaces.create': 'Workspace made',
  'workspaces.delete': 'Workspace deleted',
  'workspaces.erase': 'Workspace erased',
  'workspaces.restore': 'Workspace brought back',
  'workspaces.seats': 'Seats changed',
  'workspaces.update': 'Workspace settings changed',
};

/** "Service accounts: set impersonation" of an action this page has no words for. */
function madeOf(action: string): string {
  const words = action.replaceAll('_', ' ').replace('.', ': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What happened, in a few words. */
export const titleOf = (action: string) => TITLES[action] ?? madeOf(action);

const ICONS: Readonly<Record<string, IconName>> = {
  accounts: 'user',
  auth: 'robot',
  credentials: 'key',
  invitations: 'link',
  keys: 'lock',
  members: 'users',
  server: 'sliders',
  service_accounts: 'robot',
  sessions: 'screen',
  storage: 'trash',
  storage_access: 'upload',
  storage_cleanup: 'trash',
  users: 'pencil',
  vaults: 'vault',
  workspaces: 'rooms',
};

export const iconOf = (action: string): IconName => ICONS[action.split('.', 1)[0] ?? ''] ?? 'info';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const ID = /^[0-9a-f]{32}$/;

/** A value of an event's detail as people read it. */
function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return TIME.test(value) ? exactly(value) : roleName(value);
  if (Array.isArray(value)) return value.length > 5 ? `${value.length} entries` : value.map(said).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const label = (key: string) => key.replaceAll('_', ' ');
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** "name: Ann → Anna" for each part that differs. */
function difference(before: unknown, after: unknown): string[] {
  if (!isRecord(before) || !isRecord(after)) return [`${said(before)} → ${said(after)}`];
  return Object.keys({ ...before, ...after })
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => `${label(key)}: ${said(before[key])} → ${said(after[key])}`);
}

/** Whom or what it happened to, and what changed, without ids nobody can read. */
export function changeOf({ actor, account, target, detail }: AuditEvent): string {
  const { before, after, ...rest } = detail;
  const whom = account && account.id !== actor?.id ? [account.name] : [];
  const what = target && !ID.test(target) ? [target] : [];
  const changed = 'before' in detail || 'after' in detail ? difference(before, after) : [];
  const others = Object.entries(rest)
    .filter(([, value]) => value !== null && value !== '' && !(typeof value === 'string' && ID.test(value)))
    .map(([key, value]) => (key === 'name' ? said(value) : `${label(key)}: ${said(value)}`));
  return [...whom, ...what, ...others, ...changed].join(', ');
}

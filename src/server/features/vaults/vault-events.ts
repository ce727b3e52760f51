import type { Actor } from '../audit/actor.ts';
import type { AuditEvent } from '../audit/audit.ts';
import type { Vault } from './store.ts';

type Subject = Pick<Vault, 'workspace_id' | 'id' | 'account_id' | 'name'>;

/**
 * What happened to a vault, for the audit log: ids, names and numbers, never a word of its text. A personal vault is
 * its person's affair; other members do not see that it changed.
 */
export function vaultEvent(
  action: string,
  { workspace_id, account_id, id, name }: Subject,
  actor: Actor,
  detail: Record<string, unknown> = {},
): AuditEvent {
  const personal = account_id !== null;
  return {
    ...actor,
    action: `vaults.${action}`,
    workspace_id: personal ? null : workspace_id,
    account_id,
    target: id,
    detail: { name, ...(personal && { workspace: workspace_id }), ...detail },
  };
}

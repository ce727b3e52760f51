import type { Db } from '../../db/database.ts';
import type { Actor } from '../audit/actor.ts';
import { type AuditEvent, append } from '../audit/audit.ts';
import type { Vault } from './store.ts';

type Subject = Pick<Vault, 'workspace_id' | 'id' | 'account_id' | 'name'>;

/**
 * What happened to a vault, for the audit log: ids, names, keys and numbers, never a value of its text. A personal vault is
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

/** Logs a reveal when keys are no longer marked as secret: what they hide shows from then on, in old versions too. */
export async function auditUnmarked(
  tx: Db,
  vault: Subject & Pick<Vault, 'version' | 'secret_keys'>,
  secretKeys: readonly string[],
  actor: Actor,
): Promise<void> {
  const unmarked = vault.secret_keys.filter((key) => !secretKeys.includes(key));
  if (unmarked.length > 0)
    await append(tx, vaultEvent('reveal', vault, actor, { version: vault.version, unmarked }));
}

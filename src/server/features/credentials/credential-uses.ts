import type { Db } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Principal } from '../../http/principal.ts';
import { type CredentialUse, writeUses } from './store.ts';

/** Remembers when, where and by what client key pairs were last used, and writes it in batches. */
export interface CredentialUses {
  note(principal: Principal, facts: CallerFacts): void;
  flush(): Promise<void>;
}

/** Agents name themselves in a long line; its first word is the program and version. */
export const shortClient = (client: string | undefined) =>
  client?.split(/[\s,]/, 1)[0]?.slice(0, 100) ?? null;

export function createCredentialUses(db: Db): CredentialUses {
  let pending = new Map<string, { principal: Principal; facts: CallerFacts; at: number }>();
  return {
    note(principal, facts) {
      if ('credential_id' in principal.origin)
        pending.set(principal.origin.credential_id, { principal, facts, at: Date.now() });
    },
    async flush() {
      if (pending.size === 0) return;
      const batch = pending;
      pending = new Map();
      const uses = [...batch].map(
        ([credential_id, { principal, facts, at }]): CredentialUse => ({
          workspace_id: principal.workspace.id,
          credential_id,
          used_at: new Date(at).toISOString(),
          worker: facts.worker ?? null,
          address: facts.address,
          client: shortClient(facts.client),
        }),
      );
      await writeUses(db, uses);
    },
  };
}

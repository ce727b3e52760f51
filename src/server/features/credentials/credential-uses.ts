import type { Db } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Principal } from '../../http/principal.ts';
import { type CredentialUse, writeUses } from './store.ts';

/** Remembers when, where and by what client key pairs were last used, and writes it in batches. */
export interface CredentialUses {
  note(principal: Principal, facts: CallerFacts): void;
  flush(): Promise<void>;
}

const PROGRAM = /^(?:clearml|trains)(?:-agent)?-\d/;

/**
 * The program and version in what a client says of itself. The SDK names the server before itself from its second
 * session on ("clearml-server-2.3.0, clearml-2.1.7"); others put more words behind their name.
 */
export function shortClient(client: string | undefined): string | null {
  if (client === undefined) return null;
  const words = client.split(/[\s,]+/).filter(Boolean);
  return (words.find((word) => PROGRAM.test(word)) ?? words[0] ?? '').slice(0, 100);
}

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

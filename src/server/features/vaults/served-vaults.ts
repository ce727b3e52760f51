import { LRUCache } from 'lru-cache';
import type { Changes } from '../../db/changes.ts';
import type { Db } from '../../db/database.ts';
import { StateCache } from '../identity/state-cache.ts';
import { findServed, type SealedVault } from './served-store.ts';
import { type Keys, openServed } from './vault-text.ts';

/** What a client is served: canonical HOCON of an enabled vault that applies to it. */
export interface ServedVault {
  id: string;
  scope: 'user' | 'group';
  name: string;
  description: string;
  version: number;
  data: string;
}

/** Gives clients their vaults, from memory while nothing changed. */
export interface ServedVaults {
  of(workspaceId: string, accountId: string): Promise<readonly ServedVault[]>;
}

/** Characters of clear text kept at most, about 64 MiB. */
const MAX_TEXT = 32 * 1024 * 1024;

interface State {
  vaults: Pick<SealedVault, 'id' | 'account_id' | 'name' | 'description' | 'version'>[];
  numbers: Record<string, number>;
}

/**
 * Which vaults apply is remembered per member, and their texts once per version for all members, within a bound. A
 * text that fell out of memory costs one query again.
 */
export function createServedVaults(db: Db, changes: Changes, keys: Keys): ServedVaults {
  const states = new StateCache<State>(changes);
  const texts = new LRUCache<string, string>({
    maxSize: MAX_TEXT,
    sizeCalculation: (text) => text.length + 100,
  });
  const nameOf = ({ id, version, account_id }: State['vaults'][number]) =>
    `${id} ${version} ${account_id ?? ''}`;
  const read = async (workspaceId: string, accountId: string): Promise<State & { served: ServedVault[] }> => {
    const { vaults, numbers } = await findServed(db, workspaceId, accountId);
    const served: ServedVault[] = [];
    for (const vault of vaults) {
      const data = texts.get(nameOf(vault)) ?? (await open(db, keys, workspaceId, vault));
      texts.set(nameOf(vault), data);
      served.push(servedVault(vault, data));
    }
    return { vaults: vaults.map(shownOf), numbers, served };
  };
  return {
    async of(workspaceId, accountId) {
      let fresh: ServedVault[] | undefined;
      const state = await states.get(`${workspaceId} ${accountId}`, async () => {
        const { served, ...rest } = await read(workspaceId, accountId);
        fresh = served;
        return rest;
      });
      if (fresh) return fresh;
      const served: ServedVault[] = [];
      for (const vault of state?.vaults ?? []) {
        const data = texts.get(nameOf(vault));
        if (data === undefined) return (await read(workspaceId, accountId)).served;
        served.push(servedVault(vault, data));
      }
      return served;
    },
  };
}

function open(db: Db, keys: Keys, workspace_id: string, vault: SealedVault): Promise<string> {
  const { key_id: id, key_root_id: root_key_id, key_nonce: nonce, key_wrapped: wrapped } = vault;
  const stored = id === null ? undefined : { id, root_key_id, nonce, wrapped };
  const sealed = { nonce: vault.served_nonce, ciphertext: vault.served_sealed };
  return openServed(db, keys, { ...vault, workspace_id }, sealed, stored);
}

const shownOf = ({ id, account_id, name, description, version }: SealedVault) => ({
  ...{ id, account_id, name, description, version },
});

function servedVault(vault: State['vaults'][number], data: string): ServedVault {
  const { id, account_id, name, description, version } = vault;
  return { id, scope: account_id === null ? 'group' : 'user', name, description, version, data };
}

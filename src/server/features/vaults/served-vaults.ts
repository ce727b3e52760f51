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
const MAX_WORKSPACES = 10_000;

interface Applying extends Pick<SealedVault, 'id' | 'account_id' | 'name' | 'description' | 'version'> {
  /** Name of the text in memory: the nonce of its sealing, which no two texts share. */
  text: string;
}

interface Read extends State {
  served: ServedVault[];
}

interface State {
  vaults: Applying[];
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
  /** Nonces of each workspace's own texts, which its members have in common. */
  const shared = new LRUCache<string, Buffer[]>({ max: MAX_WORKSPACES });
  const open = async (workspaceId: string, vault: SealedVault): Promise<string | undefined> => {
    const { text } = applying(vault);
    const known = texts.get(text);
    if (known !== undefined || vault.served_sealed === null) return known;
    const sealed = { nonce: vault.served_nonce, ciphertext: vault.served_sealed };
    const data = await openServed(db, keys, { ...vault, workspace_id: workspaceId }, sealed, vault.key);
    texts.set(text, data);
    return data;
  };
  const read = async (workspaceId: string, accountId: string, fromMemory: boolean): Promise<Read> => {
    const inMemory = (nonce: Buffer) => texts.has(nameOf(nonce));
    const known = fromMemory ? (shared.get(workspaceId) ?? []).filter(inMemory) : [];
    const { vaults, numbers } = await findServed(db, workspaceId, accountId, known);
    shared.set(
      workspaceId,
      vaults.filter(({ account_id }) => account_id === null).map(({ served_nonce }) => served_nonce),
    );
    const served: ServedVault[] = [];
    for (const vault of vaults) {
      const data = await open(workspaceId, vault);
      // It fell out of memory while the database was asked for the rest.
      if (data === undefined) return read(workspaceId, accountId, false);
      served.push(servedVault(applying(vault), data));
    }
    return { vaults: vaults.map(applying), numbers, served };
  };
  return {
    async of(workspaceId, accountId) {
      let fresh: ServedVault[] | undefined;
      const state = await states.get(`${workspaceId} ${accountId}`, async () => {
        const { served, ...rest } = await read(workspaceId, accountId, true);
        fresh = served;
        return rest;
      });
      if (fresh) return fresh;
      const served: ServedVault[] = [];
      for (const vault of state?.vaults ?? []) {
        const data = texts.get(vault.text);
        if (data === undefined) return (await read(workspaceId, accountId, true)).served;
        served.push(servedVault(vault, data));
      }
      return served;
    },
  };
}

const applying = ({ id, account_id, name, description, version, served_nonce }: SealedVault): Applying => ({
  id,
  account_id,
  name,
  description,
  version,
  text: nameOf(served_nonce),
});

const nameOf = (nonce: Buffer) => nonce.toString('base64');

function servedVault({ id, account_id, name, description, version }: Applying, data: string): ServedVault {
  return { id, scope: account_id === null ? 'group' : 'user', name, description, version, data };
}

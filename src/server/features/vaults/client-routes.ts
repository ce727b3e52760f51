import type { ResponseOf } from '../../../contract/contract.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { removeVaults } from './change-vault.ts';
import type { FetchLog } from './fetch-log.ts';
import { saveFromScript } from './save-from-script.ts';
import type { ServedVault, ServedVaults } from './served-vaults.ts';
import { listUnserved } from './unserved-vaults.ts';
import type { Keys } from './vault-text.ts';
import { whoOf } from './who.ts';

type Names = 'users.get_vaults' | 'users.add_or_update_vault' | 'users.delete_vaults';
type WireVault = ResponseOf<'users.get_vaults'>['vaults'][number];

interface Parts extends Pick<Database, 'db'> {
  keyRing: Keys;
  servedVaults: ServedVaults;
  fetchLog: FetchLog;
}

/** What ClearML's clients call, under ClearML's names (account-api.md 2.7, sdk-wire.md iii). */
export function vaultClientRoutes({ db, keyRing, servedVaults, fetchLog }: Parts): Pick<Handlers, Names> {
  return {
    async 'users.get_vaults'(caller, { enabled, types }, { facts }) {
      if (types && !types.includes('config')) return { vaults: [] };
      const who = whoOf(caller);
      const served = enabled === false ? [] : await servedVaults.of(who.workspace_id, who.account_id);
      if (caller.via === 'cookie' || enabled !== true) {
        const listed = await listUnserved(db, keyRing, who, { enabled, clear: clearTexts(caller, served) });
        return { vaults: listed };
      }
      fetchLog.noteFetch(caller, facts, served);
      return { vaults: served.map(onWire) };
    },
    async 'users.add_or_update_vault'(caller, { vault, group }, { facts }) {
      if (group && group !== caller.workspace.id) throw new WireError('invalid_id', { field: 'group' });
      return { vault: await saveFromScript(db, keyRing, whoOf(caller), vault, actorOf(caller, facts)) };
    },
    async 'users.delete_vaults'(caller, { vaults }, { facts }) {
      return { deleted: await removeVaults(db, whoOf(caller), vaults, actorOf(caller, facts)) };
    },
  };
}

/** The page's session never gets clear text here. */
const clearTexts = ({ via }: Principal, served: readonly ServedVault[]) =>
  via === 'cookie' ? [] : served.map(onWire);

const onWire = ({ id, name, data, description, scope, version }: ServedVault): WireVault => ({
  ...{ id, name, data, description: description || name, scope, version },
  enabled: true,
  format: 'hocon',
  type: 'config',
});

import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { actorOf } from '../audit/actor.ts';
import {
  orderVaults,
  requireVersion,
  restoreVersion,
  revealText,
  setEnabled,
  updateSurroundings,
} from './change-vault.ts';
import { checkVault } from './check-vault.ts';
import type { FetchLog } from './fetch-log.ts';
import { rolloutOf } from './rollout.ts';
import { listWorkers } from './rollout-store.ts';
import { saveVault } from './save-vault.ts';
import { listShown, shownVersion } from './shown-vault.ts';
import { findEditable, findReadable } from './store.ts';
import { maskFor, maskWithFindings } from './vault-masks.ts';
import type { Keys } from './vault-text.ts';
import { listVersions } from './versions-store.ts';
import { whoOf } from './who.ts';

type Names = Extract<keyof Handlers, `vaults.${string}`>;

interface Parts extends Pick<Database, 'db'> {
  keyRing: Keys;
  fetchLog: Pick<FetchLog, 'flush'>;
}

/** What the page does with vaults, and ClearML has no method for. */
export function vaultRoutes({ db, keyRing, fetchLog }: Parts): Pick<Handlers, Names> {
  const unknown = () => new WireError('invalid_id', { field: 'vault' });
  const changes = changingRoutes({ db, keyRing });
  return {
    ...changes,
    async 'vaults.get_all'(caller) {
      const who = whoOf(caller);
      const listed = await listShown(db, who);
      return {
        personal: listed.find(({ scope }) => scope === 'user') ?? null,
        workspace: listed.filter(({ scope }) => scope === 'group'),
        may_manage: who.manages,
      };
    },
    async 'vaults.get_by_id'(caller, { vault: id }) {
      const who = whoOf(caller);
      const vault = await findReadable(db, who, id);
      const shown = (await listShown(db, who)).find((one) => one.id === id);
      if (!vault || !shown) throw unknown();
      const newest = await requireVersion(db, keyRing, vault);
      const { findings } = checkVault(newest.text, newest.format);
      return { vault: shown, ...(await maskWithFindings(db, keyRing, vault, newest, findings)) };
    },
    async 'vaults.get_versions'(caller, { vault: id, limit, before }) {
      const vault = await findEditable(db, whoOf(caller), id);
      if (!vault) throw unknown();
      const rows = await listVersions(db, vault, limit + 1, before);
      return { versions: rows.slice(0, limit).map(shownVersion), more: rows.length > limit };
    },
    async 'vaults.get_version'(caller, { vault: id, version }) {
      const vault = await findEditable(db, whoOf(caller), id);
      if (!vault) throw unknown();
      const opened = await requireVersion(db, keyRing, vault, version);
      const { text, parsed } = await maskFor(db, keyRing, vault, opened);
      return { ...shownVersion(opened), text, parsed };
    },
    async 'vaults.get_rollout'(caller, { vault: id }) {
      const vault = await findEditable(db, whoOf(caller), id);
      if (!vault) throw unknown();
      await fetchLog.flush();
      return rolloutOf(vault.version, await listWorkers(db, vault));
    },
  };
}

type Changing =
  | 'vaults.save'
  | 'vaults.set_enabled'
  | 'vaults.update'
  | 'vaults.set_order'
  | 'vaults.restore'
  | 'vaults.reveal';

function changingRoutes({ db, keyRing }: Pick<Parts, 'db' | 'keyRing'>): Pick<Handlers, Changing> {
  return {
    'vaults.save': (caller, body, { facts }) =>
      saveVault(db, keyRing, whoOf(caller), body, actorOf(caller, facts)),
    'vaults.set_enabled': (caller, body, { facts }) =>
      setEnabled(db, keyRing, whoOf(caller), body, actorOf(caller, facts)),
    async 'vaults.update'(caller, body, { facts }) {
      return { updated: await updateSurroundings(db, whoOf(caller), body, actorOf(caller, facts)) };
    },
    async 'vaults.set_order'(caller, { vaults }, { facts }) {
      return { updated: await orderVaults(db, whoOf(caller), vaults, actorOf(caller, facts)) };
    },
    async 'vaults.restore'(caller, body, { facts }) {
      const { version } = await restoreVersion(db, keyRing, whoOf(caller), body, actorOf(caller, facts));
      return { version };
    },
    'vaults.reveal': (caller, body, { facts }) =>
      revealText(db, keyRing, whoOf(caller), body, actorOf(caller, facts)),
  };
}

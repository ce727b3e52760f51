import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import type { CredentialUses } from '../credentials/credential-uses.ts';
import { createCredential, revokeCredential } from '../credentials/credentials.ts';
import { shownCredential } from '../credentials/shown-credential.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import {
  changeImpersonation,
  changeServiceAccount,
  createServiceAccount,
  removeServiceAccount,
  requireServiceAccount,
  type Which,
} from './service-accounts.ts';
import { listServiceAccounts, listServiceCredentials } from './store.ts';

type Names = Extract<keyof Handlers, `service_accounts.${string}`>;

interface Parts extends Pick<Database, 'db'> {
  keyRing: KeyRing;
  credentialUses: Pick<CredentialUses, 'flush'>;
}

const which = ({ workspace }: Principal, id: string): Which => ({ workspace_id: workspace.id, id });

export function serviceAccountRoutes({ db, keyRing, credentialUses }: Parts): Pick<Handlers, Names> {
  return {
    async 'service_accounts.get_all'({ workspace, role }) {
      await credentialUses.flush();
      const administers = role === 'owner' || role === 'administrator';
      const accounts = await listServiceAccounts(db, workspace.id);
      const pairs = await listServiceCredentials(db, workspace.id);
      return { service_accounts: accounts.map((account) => shown(account, pairs, administers)) };
    },

    'service_accounts.create': (caller, wanted, { facts }) =>
      createServiceAccount(
        db,
        { workspace_id: caller.workspace.id, ...wanted },
        { ...actorOf(caller, facts), actor_id: caller.account.id },
      ),

    async 'service_accounts.update'(caller, { service_account, name, description, role }, { facts }) {
      const wanted = {
        name: name ?? undefined,
        description: description ?? undefined,
        role: role ?? undefined,
      };
      const changed = await changeServiceAccount(
        db,
        which(caller, service_account),
        wanted,
        actorOf(caller, facts),
      );
      return { updated: Number(changed) };
    },

    async 'service_accounts.delete'(caller, { service_account }, { facts }) {
      await removeServiceAccount(db, which(caller, service_account), actorOf(caller, facts));
      return {};
    },

    'service_accounts.create_credentials': (caller, { service_account, label, expires }, { facts }) =>
      inTransaction(db, async (tx) => {
        const { id, may_impersonate } = await requireServiceAccount(tx, which(caller, service_account));
        // Whoever holds such a pair reaches everybody's personal vault: as with the grant, owners decide.
        if (may_impersonate && caller.role !== 'owner')
          throw new WireError('role_not_allowed', { rule: 'it may act for others, so only an owner may' });
        const owner = { workspace_id: caller.workspace.id, account_id: id };
        const wanted = { label: label || null, expires };
        return { credentials: await createCredential(tx, keyRing, owner, wanted, actorOf(caller, facts)) };
      }),

    'service_accounts.revoke_credentials': (caller, { service_account, access_key }, { facts }) =>
      inTransaction(db, async (tx) => {
        const { id } = await requireServiceAccount(tx, which(caller, service_account));
        const owner = { workspace_id: caller.workspace.id, account_id: id };
        await revokeCredential(tx, owner, access_key, actorOf(caller, facts));
        return { revoked: 1 };
      }),

    async 'service_accounts.set_impersonation'(caller, { service_account, may_impersonate }, { facts }) {
      await changeImpersonation(db, which(caller, service_account), may_impersonate, actorOf(caller, facts));
      return {};
    },
  };
}

type Account = Awaited<ReturnType<typeof listServiceAccounts>>[number];
type Pair = Awaited<ReturnType<typeof listServiceCredentials>>[number];

function shown(account: Account, all: readonly Pair[], administers: boolean) {
  const { id, name, description, role, may_impersonate, created_at, created_by, maker_name } = account;
  const pairs = all.filter(({ account_id }) => account_id === id);
  const uses = pairs.flatMap(({ used_at }) => used_at ?? []);
  return {
    id,
    name,
    description,
    role: role === 'viewer' ? ('viewer' as const) : ('member' as const),
    may_impersonate,
    created: created_at,
    created_by: created_by && maker_name !== null ? { id: created_by, name: maker_name } : null,
    last_used: uses.toSorted().at(-1) ?? null,
    credential_count: pairs.length,
    ...(administers && { credentials: pairs.map(shownCredential) }),
  };
}

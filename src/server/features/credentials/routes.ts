import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { CredentialUses } from './credential-uses.ts';
import { createCredential, revokeCredential, rotateCredential } from './credentials.ts';
import { shownCredential } from './shown-credential.ts';
import { listCredentials, type Owner, updateLabel } from './store.ts';

type Names =
  | 'auth.create_credentials'
  | 'auth.get_credentials'
  | 'auth.edit_credentials'
  | 'auth.revoke_credentials'
  | 'credentials.rotate';

interface Parts extends Pick<Database, 'db'> {
  keyRing: KeyRing;
  credentialUses: Pick<CredentialUses, 'flush'>;
}

const ownerOf = ({ workspace, account }: Principal): Owner => ({
  workspace_id: workspace.id,
  account_id: account.id,
});

export function credentialRoutes({ db, keyRing, credentialUses }: Parts): Pick<Handlers, Names> {
  return {
    async 'auth.create_credentials'(caller, { label, expires }, { facts }) {
      const wanted = { label: label || null, expires };
      return {
        credentials: await createCredential(db, keyRing, ownerOf(caller), wanted, actorOf(caller, facts)),
      };
    },
    async 'auth.get_credentials'(caller) {
      await credentialUses.flush();
      const everywhere = caller.via === 'cookie';
      const rows = await listCredentials(db, caller.account.id, everywhere ? undefined : caller.workspace.id);
      const here = rows.filter((row) => row.workspace_id === caller.workspace.id).map(shownCredential);
      if (!everywhere) return { credentials: here };
      const elsewhere = rows.filter((row) => row.workspace_id !== caller.workspace.id);
      const additional: Record<string, ReturnType<typeof shownCredential>[]> = {};
      for (const row of elsewhere) {
        const list = additional[row.workspace_id] ?? [];
        additional[row.workspace_id] = [...list, shownCredential(row)];
      }
      return { credentials: here, additional_credentials: additional };
    },
    async 'auth.edit_credentials'(caller, { access_key, label }) {
      const updated = await updateLabel(db, ownerOf(caller), access_key, label ?? null);
      if (updated === 0) throw new WireError('invalid_access_key', { field: 'access_key' });
      return { updated };
    },
    async 'auth.revoke_credentials'(caller, { access_key }, { facts }) {
      await revokeCredential(db, ownerOf(caller), access_key, actorOf(caller, facts));
      return { revoked: 1 };
    },
    'credentials.rotate': (caller, body, { facts }) =>
      rotateCredential(db, keyRing, ownerOf(caller), body, actorOf(caller, facts)),
  };
}

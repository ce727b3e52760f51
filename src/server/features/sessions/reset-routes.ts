import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { changePassword } from '../accounts/accounts.ts';
import { findPerson } from '../accounts/store.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { admitTry, forgiveTry, type Tried } from './attempts.ts';
import { consumePasswordLink, deletePasswordLinks } from './password-links.ts';
import { deleteSessions } from './store.ts';

interface Parts extends Pick<Database, 'db'> {
  keyRing: KeyRing;
}

export function resetRoutes({ db, keyRing }: Parts): Pick<Handlers, 'login.reset_password'> {
  return {
    async 'login.reset_password'(_caller, { secret, password }, { facts }) {
      const tried: Tried = { kind: 'reset', account: '', address: facts.address };
      await admitTry(db, tried);
      await inTransaction(db, async (tx) => {
        const accountId = await consumePasswordLink(tx, keyRing, secret);
        const account = accountId && (await findPerson(tx, accountId));
        if (!account)
          throw new WireError('invite_expired', {
            field: 'secret',
            rule: 'works once, within 24 hours',
            cure: 'Ask an administrator of this server for a new link.',
          });
        const actor = { actor_id: account.id, address: facts.address, user_agent: facts.user_agent };
        await changePassword(tx, account.id, password, actor, 'password');
        await deletePasswordLinks(tx, account.id);
        await deleteSessions(tx, account.id);
      });
      await forgiveTry(db, tried);
      return {};
    },
  };
}

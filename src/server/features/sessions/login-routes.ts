import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { createFirstAccount } from '../accounts/accounts.ts';
import { consumeClaim } from '../accounts/claim.ts';
import { PASSWORD_MIN, verifyPassword } from '../accounts/passwords.ts';
import { findByEmail, hasAccounts, normalEmail } from '../accounts/store.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { admitTry, forgiveTry, type Tried } from './attempts.ts';
import { noteFailedSignIn } from './failed-sign-ins.ts';
import { sessionOf } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { deleteSession } from './store.ts';

type Names = 'login.supported_modes' | 'login.password' | 'login.claim' | 'login.logout';

interface Parts extends Pick<Database, 'db'> {
  config: Pick<Config, 'web_url'>;
  keyRing: KeyRing;
}

export function loginRoutes({ db, keyRing }: Parts): Pick<Handlers, Names> {
  return {
    'login.supported_modes': async (caller) => ({
      basic: { enabled: true, guest: { enabled: false } },
      sso: {},
      sso_providers: [],
      server_errors: {},
      authenticated: caller !== undefined,
      claimed: await hasAccounts(db),
      password_min_length: PASSWORD_MIN,
    }),

    async 'login.password'(_caller, { email, password }, call) {
      const tried: Tried = { kind: 'password', account: normalEmail(email), address: call.facts.address };
      await admitTry(db, tried);
      const account = await findByEmail(db, email);
      const mayEnter = account?.state === 'active' && account.kind === 'person';
      if (!(await verifyPassword(mayEnter ? account.password_hash : null, password)) || !account) {
        await noteFailedSignIn(db, account?.id, call.facts.address);
        throw new WireError('invalid_credentials', {
          field: 'password',
          rule: 'e-mail address or password is wrong',
        });
      }
      await forgiveTry(db, tried);
      await signIn(db, keyRing, account.id, call);
      return {};
    },

    async 'login.claim'(_caller, { secret, ...person }, call) {
      const tried: Tried = { kind: 'claim', account: '', address: call.facts.address };
      await admitTry(db, tried);
      const made = await createFirstAccount(db, person, (tx) => consumeClaim(tx, keyRing, secret));
      if (!made)
        throw new WireError('unknown_invite', {
          field: 'secret',
          rule: 'is not the claim link of this server, or the server is claimed already',
          cure: 'Take the link from the newest start of the server, or sign in.',
        });
      await forgiveTry(db, tried);
      await signIn(db, keyRing, made.id, call);
      return {};
    },

    async 'login.logout'(caller, _body, call) {
      if (caller?.via !== 'cookie') return {};
      await deleteSession(db, caller.account.id, sessionOf(caller));
      call.setSession(undefined);
      return {};
    },
  };
}

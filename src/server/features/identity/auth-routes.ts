import type { Database } from '../../db/database.ts';
import { inTransaction } from '../../db/database.ts';
import type { Authenticate, CallerFacts } from '../../http/caller-facts.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { sessionOf } from '../sessions/sessions.ts';
import { deleteSession } from '../sessions/store.ts';
import { revokeToken } from './store.ts';
import type { Tokens } from './tokens.ts';

type Names =
  | 'auth.login'
  | 'auth.logout'
  | 'auth.get_token_for_user'
  | 'auth.validate_token'
  | 'auth.fixed_users_mode';

interface Parts extends Pick<Database, 'db'> {
  tokens: Tokens;
  authenticate: Authenticate;
  /** Told of every log-in of a client. */
  loggedIn(caller: Principal, facts: CallerFacts): void;
}

export function authRoutes({ db, tokens, authenticate, loggedIn }: Parts): Pick<Handlers, Names> {
  return {
    async 'auth.login'(caller, { expiration_sec }, { facts }) {
      if (caller.via === 'cookie')
        throw new WireError('no_credentials', {}, 'a key pair or a token is needed here');
      loggedIn(caller, facts);
      return { token: tokens.issue(caller, expiration_sec) };
    },

    async 'auth.logout'(caller, _body, { facts, setSession }) {
      if (caller.via === 'cookie') {
        await deleteSession(db, caller.account.id, sessionOf(caller));
        setSession(undefined);
      }
      const { token, origin } = caller;
      if (token && 'access_key' in origin)
        await inTransaction(db, async (tx) => {
          await revokeToken(tx, token.session_id, origin.access_key, token.exp);
          const { id } = caller.account;
          await append(tx, {
            ...actorOf(caller, facts),
            action: 'auth.logout',
            workspace_id: caller.workspace.id,
            account_id: id,
            target: origin.access_key,
          });
        });
      return {};
    },

    async 'auth.get_token_for_user'(caller, { user, company, expiration_sec }, { facts }) {
      if (caller.via === 'cookie')
        throw new WireError('no_credentials', {}, 'a key pair or a token is needed here');
      if (company && company !== caller.workspace.id) throw new WireError('invalid_id', { field: 'company' });
      const target = await authenticate({ ...facts, impersonate_as: user }, 'workspace');
      return { token: tokens.issue(target, expiration_sec) };
    },

    async 'auth.validate_token'(_caller, { token }, { facts }) {
      const asked = {
        ...facts,
        authorization: `Bearer ${token}`,
        tenant: undefined,
        impersonate_as: undefined,
        only_asked: true,
      };
      try {
        const { account, workspace } = await authenticate(asked, 'workspace');
        return { valid: true, user: account.id, company: workspace.id, msg: '' };
      } catch (error) {
        if (error instanceof WireError) return { valid: false, msg: error.message };
        throw error;
      }
    },

    'auth.fixed_users_mode': async () => ({ enabled: false, guest: { enabled: false }, server_errors: {} }),
  };
}

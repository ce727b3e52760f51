import { isDeepStrictEqual } from 'node:util';
import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField } from '../../http/errors.ts';
import { mergePreferences } from './merge-preferences.ts';
import { getPreferences, lockPreferences, writePreferences } from './store.ts';

/** Characters of JSON an account's preferences may take. */
const MAX_SIZE = 262_144;

type Names = 'users.get_preferences' | 'users.set_preferences';

export function preferenceRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    'users.get_preferences': async (caller) => ({ preferences: await getPreferences(db, caller.account.id) }),

    'users.set_preferences': (caller, { preferences, return_updated }) =>
      inTransaction(db, async (tx) => {
        const before = await lockPreferences(tx, caller.account.id);
        const after = mergePreferences(before, preferences);
        if (isDeepStrictEqual(before, after)) return { updated: 0, fields: {} };
        if (JSON.stringify(after).length > MAX_SIZE)
          throw invalidField('preferences', `may take at most ${MAX_SIZE} characters of JSON in all`);
        await writePreferences(tx, caller.account.id, after);
        return { updated: 1, fields: return_updated === false ? {} : { preferences: after } };
      }),
  };
}

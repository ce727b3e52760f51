import type { Config } from '../../config.ts';
import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { ATRIUM_VERSION } from '../../version.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { getUsageSwitch, setUsageSwitch } from './store.ts';
import { usagePayload } from './usage.ts';

interface Parts extends Pick<Database, 'db'> {
  config: Pick<Config, 'usage_url' | 'do_not_track'>;
}

type Names = 'server.report_stats_option' | 'server.usage_payload';

export function usageRoutes({ db, config }: Parts): Pick<Handlers, Names> {
  return {
    async 'server.report_stats_option'(caller, { enabled }, { facts }) {
      if (enabled != null) {
        if (!caller.account.server_admin)
          throw new WireError('role_not_allowed', {
            field: 'enabled',
            rule: 'for administrators of this server',
          });
        await inTransaction(db, async (tx) => {
          await setUsageSwitch(tx, { enabled, version: ATRIUM_VERSION, user: caller.account.id });
          await append(tx, {
            ...actorOf(caller, facts),
            action: 'server.usage',
            workspace_id: null,
            account_id: null,
            detail: { enabled },
          });
        });
      }
      const { time, version, user, enabled: on } = await getUsageSwitch(db);
      return {
        supported: true,
        enabled: on,
        enabled_time: time,
        enabled_version: version,
        enabled_user: user,
        current_version: ATRIUM_VERSION,
      };
    },

    'server.usage_payload': async () => ({
      payload: await usagePayload(db),
      url: config.usage_url ?? null,
      forbidden_by_do_not_track: config.do_not_track,
    }),
  };
}

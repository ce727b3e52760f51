import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { asJson, asText, eachLines } from './log-file.ts';
import { requireOwner } from './owners.ts';
import { searchLog } from './search-log.ts';

type Methods = 'download_task_log' | 'search_task_log';

/** The console as a whole. */
export function consoleRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `events.${Methods}`> {
  return {
    async 'events.download_task_log'({ workspace }, { task, line_type, line_format }) {
      const owner = await requireOwner(db, 'tasks', workspace.id, task);
      const lines = eachLines(db, workspace.id, owner);
      const json = line_type === 'json';
      return {
        file_name: `${owner.name} ${owner.id}.${json ? 'json' : 'log'}`,
        media_type: json ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
        chunks: json ? asJson(lines) : asText(lines, line_format ?? undefined),
      };
    },

    async 'events.search_task_log'({ workspace }, { task, text, from, navigate_earlier }) {
      const owner = await requireOwner(db, 'tasks', workspace.id, task);
      const earlier = navigate_earlier ?? false;
      return searchLog(db, workspace.id, owner, { text, from: from ?? undefined, earlier });
    },
  };
}

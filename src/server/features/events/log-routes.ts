import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { countLines, readLines } from './logs-store.ts';
import { requireOwner } from './owners.ts';

/** Lines of a page when the reader gives no number of them. */
const PAGE = 500;

/** Reading of the console. */
export function logRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, 'events.get_task_log'> {
  return {
    async 'events.get_task_log'({ workspace }, { task, batch_size, order, from_timestamp, ...asked }) {
      const owner = await requireOwner(db, 'tasks', workspace.id, task);
      const earlier = asked.navigate_earlier ?? true;
      const lines = await readLines(db, workspace.id, owner, {
        ...{ size: batch_size ?? PAGE, earlier, from: from_timestamp ?? undefined },
      });
      const turned = order && (order === 'desc') !== earlier;
      return {
        events: turned ? lines.toReversed() : lines,
        returned: lines.length,
        total: await countLines(db, workspace.id, owner),
      };
    },
  };
}

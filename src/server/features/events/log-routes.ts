import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { clearLines, countLines, readLines } from './logs-store.ts';
import { requireOwner, requireWritable } from './owners.ts';

/** Lines of a page when the reader gives no number of them. */
const PAGE = 500;

/** Reading of the console. */
export function logRoutes({
  db,
}: Pick<Database, 'db'>): Pick<Handlers, `events.${'get' | 'clear'}_task_log`> {
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

    'events.clear_task_log': ({ workspace }, { task, threshold_sec, allow_locked }) =>
      inTransaction(db, async (tx) => {
        const owner = await requireWritable(tx, 'tasks', workspace.id, task, allow_locked);
        const before = threshold_sec ? Date.now() - threshold_sec * 1_000 : undefined;
        return { deleted: await clearLines(tx, workspace.id, owner, before) };
      }),
  };
}

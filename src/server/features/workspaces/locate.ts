import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { findPlace, type Located } from './locate-store.ts';

const UNKNOWN = {
  task: 'invalid_task_id',
  project: 'invalid_project_id',
  model: 'invalid_model_id',
  queue: 'invalid_queue_id',
} as const satisfies Record<Located, string>;

/**
 * The workspace that holds something, for the links clients print, which name none.
 * @throws WireError 400/101, 401, 201 or 701, the same for what is not there and for what others have
 */
export async function requirePlace(db: Db, accountId: string, kind: Located, id: string): Promise<string> {
  const workspace = await findPlace(db, accountId, kind, id);
  if (workspace === undefined)
    throw new WireError(
      UNKNOWN[kind],
      {
        field: 'id',
        rule: 'is in none of your workspaces',
        cure: 'Ask whoever sent you this link, or use another account.',
      },
      `id=${id}`,
    );
  return workspace;
}

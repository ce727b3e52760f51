import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { INVITATION_STATE } from '../invitations/store.ts';
import { lockWorkspace } from './member-store.ts';

/** How many people a workspace has, may have, and has promised seats to. */
export interface Seats {
  /** People, disabled ones included; service accounts take no seat. */
  members: number;
  /** Seats held by pending single-use invitations; those for any number of people hold none. */
  held: number;
  /** Null for any number. */
  limit: number | null;
}

export async function countSeats(db: Db, workspaceId: string): Promise<Seats> {
  const { rows } = await sql<Seats>`
    select w.seat_limit as limit,
      (select count(*) from memberships m join accounts a on a.id = m.account_id
        where m.workspace_id = w.id and a.kind = 'person' and a.state <> 'deleted') as members,
      (select count(*) from invitations i join accounts a on a.id = i.inviter_id
        left join memberships m on m.workspace_id = i.workspace_id and m.account_id = i.inviter_id
        where i.workspace_id = w.id and i.uses_allowed = 1 and ${INVITATION_STATE} = 'pending') as held
    from workspaces w where w.id = ${workspaceId}`.execute(db);
  return rows[0] ?? { members: 0, held: 0, limit: null };
}

/** Whether one more person, or one more held seat, is too many. */
export function isFull({ members, held, limit }: Seats): boolean {
  return limit !== null && members + held >= limit;
}

export function workspaceFull(): WireError {
  return new WireError('workspace_full', {
    rule: 'every seat is taken or held by an invitation',
    cure: 'Free a seat, or ask an administrator of this server for more.',
  });
}

/** Locks the workspace and makes sure of a seat for one more person. @throws WireError 400/61 */
export async function requireSeat(tx: Db, workspaceId: string): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  if (isFull(await countSeats(tx, workspaceId))) throw workspaceFull();
}

import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { gatherEvents, type OwnEvents } from './gather-events.ts';
import { foldMetrics } from './last-metrics.ts';
import { type LockedOwner, lockOwners, type OwnerKind } from './owners-store.ts';
import { type NewEvent, readEvent } from './read-event.ts';
import { type Stored, writeEvents } from './write-store.ts';

/** What came of a batch. */
export interface Added {
  /** Events that are stored for good. */
  added: number;
  errors: number;
  /** By what is wrong: the places in the batch, from 0. */
  errors_info: Record<string, number[]>;
}

type Placed = readonly [index: number, event: NewEvent];

/**
 * Stores the events of a batch that can be, all in one transaction, and tells which cannot be and why. Those of tasks
 * the workspace does not have are told in one way, whether they exist elsewhere or not.
 * @throws WireError 400/131 when a batch holds nothing that can be stored
 */
export async function addEvents(db: Db, workspaceId: string, lines: readonly unknown[]): Promise<Added> {
  const now = Date.now();
  const unreadable = new Map<string, number[]>();
  const events: Placed[] = [];
  for (const [index, line] of lines.entries()) {
    const event = readEvent(line, now);
    if (typeof event === 'string') note(unreadable, event, index);
    else events.push([index, event]);
  }
  const refused = events.length === 0 ? unreadable : await store(db, workspaceId, events, unreadable);
  const errors = [...refused.values()].reduce((sum, places) => sum + places.length, 0);
  const added = { added: lines.length - errors, errors, errors_info: Object.fromEntries(refused) };
  if (added.added === 0 && errors > 0) {
    const [rule = ''] = refused.keys();
    throw new WireError('events_not_added', { field: 'events', rule, ...added }, rule);
  }
  return added;
}

function note(refused: Map<string, number[]>, rule: string, index: number): void {
  const places = refused.get(rule);
  if (places) places.push(index);
  else refused.set(rule, [index]);
}

/** Gives what is refused, those of before included. */
function store(
  db: Db,
  workspaceId: string,
  events: readonly Placed[],
  before: ReadonlyMap<string, number[]>,
): Promise<Map<string, number[]>> {
  return inTransaction(db, async (tx) => {
    const refused = new Map([...before].map(([rule, places]) => [rule, [...places]]));
    for (const kind of ['tasks', 'models'] as const) {
      const placed = events.filter(([, { of_model }]) => of_model === (kind === 'models'));
      if (placed.length > 0) await storeKind(tx, kind, workspaceId, placed, refused);
    }
    return refused;
  });
}

async function storeKind(
  tx: Db,
  kind: OwnerKind,
  workspaceId: string,
  events: readonly Placed[],
  refused: Map<string, number[]>,
): Promise<void> {
  const ids = [...new Set(events.map(([, { owner }]) => owner))].filter((id) => !id.includes('\0'));
  const locked = await lockOwners(tx, kind, workspaceId, ids);
  const owners = new Map(locked.map((owner) => [owner.id, owner]));
  const accepted: NewEvent[] = [];
  for (const [index, event] of events) {
    const rule = refusal(kind, owners.get(event.owner), event);
    if (rule === undefined) accepted.push(event);
    else note(refused, rule, index);
  }
  if (accepted.length === 0) return;
  const own = gatherEvents(accepted).map((events) =>
    asStored(events, owners.get(events.owner) as LockedOwner),
  );
  await writeEvents(tx, kind, workspaceId, own);
}

function asStored(events: OwnEvents, { generation, last_metrics }: LockedOwner): Stored {
  const { curves } = events;
  return {
    ...events,
    generation,
    last_metrics: curves.length === 0 ? undefined : foldMetrics(last_metrics, curves),
  };
}

function refusal(
  kind: OwnerKind,
  owner: LockedOwner | undefined,
  { allow_locked }: NewEvent,
): string | undefined {
  const name = kind === 'tasks' ? 'task' : 'model';
  if (!owner) return `${name}: is no ${name} of this workspace`;
  if (owner.published && !allow_locked) return `${name}: is published; send it with "allow_locked"`;
  return undefined;
}

import { type Db, inTransaction } from '../../db/database.ts';
import { isPatternFault, limitPatternTime } from '../../db/pattern-time.ts';
import { invalidField } from '../../http/errors.ts';
import type { Owner } from './owners-store.ts';
import { findStoredPlace, findText, type LinePlace, placeOf } from './search-store.ts';

/** Lines that one call searches: well below a second even on a busy machine. */
const AT_ONCE = 100_000;

export interface Sought {
  /** As it stands, upper and lower case alike. */
  text: string;
  /** The line behind which to search; undefined: from the beginning, or from the end where `earlier`. */
  from: LinePlace | undefined;
  earlier: boolean;
}

export interface Found {
  hit: LinePlace | null;
  /** Where to go on, when nothing was found in the part that was searched and there is more. */
  next: LinePlace | null;
}

/** The nearest line of a console that holds a text. @throws WireError 400/12 when it takes longer than two seconds */
export async function searchLog(
  db: Db,
  workspaceId: string,
  owner: Owner,
  { text, from, earlier }: Sought,
  atOnce = AT_ONCE,
): Promise<Found> {
  try {
    return await inTransaction(db, async (tx) => {
      await limitPatternTime(tx);
      const begin = from && (await findStoredPlace(tx, workspaceId, owner, from));
      const way = { earlier, from: begin };
      const line = await findText(tx, workspaceId, owner, way, { text, most: atOnce });
      const place = line ? await placeOf(tx, workspaceId, owner, line) : null;
      return line?.found ? { hit: place, next: null } : { hit: null, next: place };
    });
  } catch (error) {
    if (isPatternFault(error))
      throw invalidField('text', 'takes too long to find', 'Download the console and search in the file.');
    throw error;
  }
}

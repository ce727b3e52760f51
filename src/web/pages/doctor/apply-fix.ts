import { placeOf } from '../../../storage/match.ts';
import { originOf } from '../../../storage/origin.ts';
import type { Place } from '../../../storage/place.ts';
import { WireError } from '../../api.ts';
import { type Entry, isOwn } from '../../storage/choose-entry.ts';
import { entryFor } from '../../storage/links.ts';
import { isAdmitted, loadAnewFor } from '../../storage/origins.ts';
import { shownError } from '../../storage/shown-error.ts';
import { refreshEntries } from '../../storage/storage-queries.ts';
import { saveEntry } from '../configuration/cloud-access/save-entry.ts';

/** An entry's place alone, with what the doctor found in its stead. */
export function fixedPlace(entry: Place, fix: Partial<Place>): Place {
  const { kind, scheme, host, account, bucket, prefix, region, style } = entry;
  return { kind, scheme, host, account, bucket, prefix, region, style, ...fix };
}

const custodyOf = (entry: Entry) => (isOwn(entry) ? entry.custody : 'workspace');

/**
 * Changes the entry that serves an address. Where it then needs a host that this page's policy does not admit, the
 * page loads anew.
 * @throws WireError
 */
export async function applyFix(workspace: string, url: string, fix: Partial<Place>): Promise<void> {
  const choice = await entryFor(workspace, url);
  if (!('entry' in choice)) {
    const cure = 'Add its keys under Web App Cloud Access.';
    throw new WireError(0, 0, 'No entry serves this address any more', { cure });
  }
  const { entry, object } = choice;
  const place = fixedPlace(entry, fix);
  try {
    await saveEntry({ place, custody: custodyOf(entry), secret: undefined, entry, workspace });
  } catch (error) {
    throw shownError(error);
  }
  await refreshEntries();
  const origin = originOf(placeOf(place, object));
  if (!isAdmitted(origin)) loadAnewFor(origin);
}

import { originOf } from '../../../storage/origin.ts';
import type { Place } from '../../../storage/place.ts';
import { WireError } from '../../api.ts';
import { queryClient } from '../../session.ts';
import { isAdmitted, loadAnewFor } from '../../storage/origins.ts';
import { shownError } from '../../storage/shown-error.ts';
import { entriesQuery, refreshEntries } from '../../storage/storage-queries.ts';
import { custodyOf } from '../configuration/cloud-access/entry-words.ts';
import { saveEntry } from '../configuration/cloud-access/save-entry.ts';

/** An entry's place alone, with what the doctor found in its stead. */
export function fixedPlace(entry: Place, fix: Partial<Place>): Place {
  const { kind, scheme, host, account, bucket, prefix, region, style } = entry;
  return { kind, scheme, host, account, bucket, prefix, region, style, ...fix };
}

/**
 * Changes an entry as the doctor says, wherever its secret is kept. Where it then needs a host that this page's policy
 * does not admit, the page loads anew.
 * @throws WireError
 */
export async function applyFix(workspace: string, id: string, fix: Partial<Place>): Promise<void> {
  const { own, workspace: shared } = await queryClient.fetchQuery({
    ...entriesQuery(workspace),
    staleTime: 0,
  });
  const entry = [...own, ...shared].find((each) => each.id === id);
  if (!entry) {
    throw new WireError(0, 0, 'The entry is no longer there', {
      cure: 'Add its keys under Web App Cloud Access.',
    });
  }
  const place = fixedPlace(entry, fix);
  try {
    await saveEntry({ place, custody: custodyOf(entry), secret: undefined, entry, workspace });
  } catch (error) {
    throw shownError(error);
  }
  await refreshEntries();
  const origin = originOf(place);
  if (place.bucket !== '' && !isAdmitted(origin)) loadAnewFor(origin);
}

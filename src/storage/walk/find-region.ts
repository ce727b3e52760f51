import { readXml } from '../answers/xml.ts';
import type { Place } from '../place.ts';
import type { Trial, Tried } from './trial.ts';

/** A store names another region at most twice; one that goes on is no store. */
const MOST_TRIES = 3;

/** The region that the store signs by at this place and style; undefined when nothing there answers like a store. */
export async function findRegion(trial: Trial, place: Place): Promise<string | undefined> {
  let region = place.region || 'us-east-1';
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const at = { ...place, region };
    const location = await trial.location(at);
    const said = regionSaid(at, location);
    if (said?.sure) return said.region;
    // Without the right to ask, or where the question is not known, a listing tells whether the region is accepted.
    const listing = said ? undefined : await trial.listing(at, place.prefix, { page_size: 1 });
    const next = said ?? regionTaken(at, listing);
    if (next === undefined || next.sure) return next?.region;
    region = next.region;
  }
  return undefined;
}

interface Said {
  region: string;
  /** False: the store names it as the right one, and it has not been tried. */
  sure: boolean;
}

function regionSaid(place: Place, tried: Tried | undefined): Said | undefined {
  if (!tried?.answer) return undefined;
  if (!tried.error) {
    const root = readXml(tried.answer.text);
    if (root?.name !== 'LocationConstraint') return undefined;
    // Stores of one's own accept what they accept, whatever they are called; only Amazon's answer is the region.
    return { region: place.host === '' ? amazonRegion(root.text.trim()) : place.region, sure: true };
  }
  return otherRegion(place, tried);
}

function otherRegion(place: Place, { error }: Tried): Said | undefined {
  const isOther = error?.code === 'wrong_region' && error.region && error.region !== place.region;
  return isOther ? { region: error.region ?? '', sure: false } : undefined;
}

function regionTaken(place: Place, tried: Tried | undefined): Said | undefined {
  if (!tried?.answer) return undefined;
  if (!tried.error) return { region: place.region, sure: true };
  if (tried.error.store_code === 'AccessDenied')
    return { region: tried.error.region ?? place.region, sure: true };
  return otherRegion(place, tried);
}

/** Amazon's oldest regions have other names here: none, and `EU`. */
function amazonRegion(constraint: string): string {
  if (constraint === '') return 'us-east-1';
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}

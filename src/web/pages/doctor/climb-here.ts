import type { Rung } from '../../../storage/ladder.ts';
import { walk } from '../../../storage/walk.ts';
import { browserReach } from '../../storage/browser-reach.ts';
import { LinkError } from '../../storage/links.ts';
import { walkInBrowser } from '../../storage/walk-in-browser.ts';

/**
 * The browser's climb. Where the keys that fit cannot be used here, it ends at the second rung with the reason.
 * @throws WireError
 */
export async function climbHere(workspace: string, url: string): Promise<Rung[]> {
  try {
    return await walkInBrowser(workspace, url);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    // without an entry only the address is read: nothing is asked
    const rungs = await walk(
      browserReach(window.location.origin, () => new Date()),
      { url },
    );
    return rungs.map((rung) => (rung.code === 'no_entry' ? { ...rung, code: error.problem } : rung));
  }
}

import { RUNGS, type Rung } from '../ladder.ts';
import { broken, type Finding, notNeeded, passed, rungOf } from './climb.ts';

/** What the files door answered to a HEAD request; undefined when nothing came. */
export type DoorAnswer = { status: number; size: string } | undefined;

function judgeFile(answer: DoorAnswer): Finding {
  if (!answer) return broken('no_files_door');
  const { status, size } = answer;
  if (status === 404) return broken('no_such_file');
  if (status >= 300) return broken('file_refused', { status: String(status) });
  return size === '0' ? broken('empty_object') : passed('file_there', { size });
}

/** The ladder to a file that Atrium keeps itself: no keys, no other host. */
export function filesDoorRungs(answer: DoorAnswer): Rung[] {
  return RUNGS.map((rung) => {
    if (rung === 'address') return rungOf(rung, passed('files_door'));
    return rungOf(rung, rung === 'object' ? judgeFile(answer) : notNeeded('kept_here'));
  });
}

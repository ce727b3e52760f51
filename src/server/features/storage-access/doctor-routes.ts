import type { Handlers } from '../../http/endpoint-handler.ts';
import { actorOf } from '../audit/actor.ts';
import { diagnose, type LadderParts, testEntry } from './climb-ladder.ts';

type Names = 'storage_access.test' | 'storage_access.diagnose';

/** Why storage does not show: the ladder as the server climbs it. */
export function storageDoctorRoutes(parts: LadderParts): Pick<Handlers, Names> {
  return {
    'storage_access.test': (caller, { id }, { facts }) =>
      testEntry(parts, caller.workspace.id, id, actorOf(caller, facts)),
    'storage_access.diagnose': ({ workspace }, { url }) => diagnose(parts, workspace.id, url),
  };
}

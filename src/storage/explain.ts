import { ADDRESS } from './explain/address.ts';
import type { Asker, Explained, Explanations } from './explain/explained.ts';
import { FILES_DOOR } from './explain/files-door.ts';
import { NETWORK } from './explain/network.ts';
import { OBJECT } from './explain/object.ts';
import { SIGNATURE } from './explain/signature.ts';
import type { Rung } from './ladder.ts';

/** Every code with its sentence; each code stands in one group only. */
export const EXPLANATIONS: Explanations = { ...ADDRESS, ...NETWORK, ...SIGNATURE, ...OBJECT, ...FILES_DOOR };

/** What a rung means to a person: a title, a sentence, and the cure when it is broken. Holds nothing secret. */
export function explain(rung: Rung, asker: Asker): Explained {
  if (rung.state === 'not_reached' && rung.code === '') {
    return { title: 'Not reached', sentence: 'A rung below is broken.' };
  }
  const known = Object.hasOwn(EXPLANATIONS, rung.code) ? EXPLANATIONS[rung.code] : undefined;
  if (known) return known(rung.facts, asker);
  return { title: 'Something is wrong', sentence: `The check ended with the code ${rung.code}.` };
}

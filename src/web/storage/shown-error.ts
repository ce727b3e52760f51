import { WireError } from '../api.ts';
import { KeyError, type KeyTrouble } from './worker-protocol.ts';

/** The sentence and the cure of each trouble with keys. */
const SENTENCES: Record<KeyTrouble, [what: string, cure: string]> = {
  locked: ['Your keys are locked in this tab.', 'Unlock them with the passphrase.'],
  other_browser: [
    'Another browser keeps the keys of this entry.',
    'Use it there, or edit the entry and type the keys again.',
  ],
  reset: ['The keys of this entry are gone.', 'Edit the entry and type them again.'],
  wrong_passphrase: [
    'This is not the passphrase of these entries.',
    'Type it again; small and capital letters count.',
  ],
  no_webcrypto: [
    'This page came over plain http, where browsers offer no cryptography.',
    'Open Atrium by https, or keep the keys in the workspace.',
  ],
  no_store: [
    'This browser keeps nothing, as in a private window.',
    'Keep the keys in your account, or in the workspace.',
  ],
  refused: ['The store refuses these keys.', 'Test the entry: the test says why.'],
  unreachable: ['The store does not answer this browser.', 'Test the entry: the test says why.'],
  failed: ['The keys could not be used.', 'Load the page again.'],
};

/** An error of the worker in the words of the page; others as they are. */
export function shownError(error: unknown): unknown {
  if (!(error instanceof KeyError)) return error;
  const [what, cure] = SENTENCES[error.trouble];
  return new WireError(0, 0, what, { cure });
}

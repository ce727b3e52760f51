import type { Changes } from '../../db/changes.ts';
import type { Db } from '../../db/database.ts';
import type { KeyRing } from './key-ring.ts';

const DATA_KEY = /^data-key:(workspace|account):(.+)$/;

type Followed = Pick<KeyRing, 'forgetDataKey' | 'forgetDataKeys' | 'learnRootKey'>;

/**
 * Makes a serving process forget the data keys that any process destroys, and learn the root key of a rotation.
 * @param failed hears that it could not learn it, for example because nothing was handed over
 */
export function followKeyChanges(
  changes: Changes,
  db: Db,
  keys: Followed,
  failed: (error: unknown) => void,
): void {
  const learn = () => void keys.learnRootKey(db).catch(failed);
  changes.onGap(() => {
    keys.forgetDataKeys();
    learn();
  });
  changes.onChange((subject) => {
    if (subject === 'root-key') learn();
    const [, purpose, ownerId] = DATA_KEY.exec(subject) ?? [];
    if (ownerId) keys.forgetDataKey(purpose as 'workspace' | 'account', ownerId);
  });
}

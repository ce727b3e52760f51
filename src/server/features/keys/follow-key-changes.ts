import type { Changes } from '../../db/changes.ts';
import type { DataKeys } from './data-keys.ts';

const DATA_KEY = /^data-key:(workspace|account):(.+)$/;

/** Makes a serving process forget the data keys that any process destroys. */
export function followKeyChanges(changes: Changes, keys: DataKeys): void {
  changes.onGap(() => keys.forgetDataKeys());
  changes.onChange((subject) => {
    const [, purpose, ownerId] = DATA_KEY.exec(subject) ?? [];
    if (ownerId) keys.forgetDataKey(purpose as 'workspace' | 'account', ownerId);
  });
}

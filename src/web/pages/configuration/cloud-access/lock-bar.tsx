import type { StorageEntries } from '../../../storage/storage-queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';

interface LockBarProps {
  entries: StorageEntries;
  unlocked: boolean;
  onUnlock: () => void;
  onLock: () => void;
  onChange: () => void;
}

/** Whether the keys of *my account* are open in this tab, and what may be done about it. */
export function LockBar({ entries, unlocked, onUnlock, onLock, onChange }: LockBarProps) {
  const count = entries.own.filter(({ custody, sealed }) => custody === 'account' && sealed !== null).length;
  return (
    <div className="panel-bar sm">
      <Icon name="lock" className={unlocked ? 'ok' : 'faint'} />
      <span>
        <strong>
          {unlocked ? 'Your keys are unlocked in this tab.' : 'Your keys are locked in this tab.'}
        </strong>{' '}
        <span className="quiet">
          {unlocked
            ? 'They lock after 30 idle minutes.'
            : `Your passphrase opens ${count === 1 ? '1 entry' : `${count} entries`} of your account.`}
        </span>
      </span>
      <div className="end">
        <Button size="sm" onClick={onChange}>
          Change passphrase
        </Button>
        {unlocked ? (
          <Button size="sm" icon="lock" onClick={onLock}>
            Lock now
          </Button>
        ) : (
          <Button size="sm" icon="key" onClick={onUnlock}>
            Unlock
          </Button>
        )}
      </div>
    </div>
  );
}

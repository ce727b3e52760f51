import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { WhyNot } from '../../../storage/match.ts';
import { writeStorageUrl } from '../../../storage/storage-url.ts';
import type { Choice, Entry } from '../../storage/choose-entry.ts';
import { isOwn } from '../../storage/choose-entry.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Found } from './use-entry.ts';

const WHY_NOT: Record<WhyNot, string> = {
  host: 'is for another host',
  account: 'is for another storage account',
  bucket: 'is for another bucket',
  prefix: 'is for another prefix',
  shorter: 'fits too, but does not say more of the bucket and prefix',
};

/** An entry by the address it is for. */
export function entryAddress(entry: Entry): string {
  return writeStorageUrl(entry, entry.prefix).replace(/\/+$/, '');
}

function whose(entry: Entry): string {
  if (!isOwn(entry)) return "the workspace's";
  return entry.custody === 'account' ? "your account's" : "this browser's";
}

function Considered({ considered }: Pick<Choice, 'considered'>) {
  return (
    <ul className="impact">
      {considered.map(({ entry, why }) => (
        <li key={entry.id}>
          <span className="mono breakable">{entryAddress(entry)}</span>
          <span className="end">{WHY_NOT[why]}</span>
        </li>
      ))}
    </ul>
  );
}

/** Which keys open an address, and why not the others. */
export function ChosenEntry({ found }: { found: Found }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  if ('href' in found) return null;
  const { considered } = found;
  return (
    <div className="stack sm quiet">
      <p className="cluster">
        <Icon name="key" className="i-sm" />
        {'problem' in found ? (
          <span>No keys open it.</span>
        ) : (
          <span>
            Opened with {whose(found.entry)} keys for <code>{entryAddress(found.entry)}</code>.
          </span>
        )}
        {considered.length > 0 && (
          <button
            type="button"
            className="btn-link"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {considered.length === 1 ? 'Why not the other one?' : `Why not the ${considered.length} others?`}
          </button>
        )}
        <Link to="/settings/configuration" hash="cloud-access">
          Access keys
        </Link>
      </p>
      <div id={id} hidden={!open}>
        <Considered considered={considered} />
      </div>
    </div>
  );
}

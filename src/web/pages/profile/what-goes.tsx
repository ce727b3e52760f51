import type { ResponseOf } from '../../../contract/contract.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { counted } from '../workspace/names.ts';

export type Preview = ResponseOf<'users.delete_own_preview'>;

const named = (workspaces: Preview['staying']) => workspaces.map(({ name }) => name).join(', ');

/** What keeps an account from being deleted, with the cure. */
export function Obstacles({ blocking, last_administrator }: Preview) {
  return (
    <>
      {blocking.map(({ id, name, personal }) => (
        <Note key={id} tone="warn">
          <strong>{name} would have no owner.</strong>{' '}
          {personal ? 'Remove its other members first.' : 'Make another member its owner first.'}
        </Note>
      ))}
      {last_administrator && (
        <Note tone="warn">
          <strong>This server would have no administrator.</strong> Make somebody else one first.
        </Note>
      )}
    </>
  );
}

/** What ends with an account, and what stays. */
export function WhatGoes(preview: Preview) {
  const { credentials, sessions, personal_vaults, storage_entries, workers, ending, staying } = preview;
  const stops: [IconName, string, string?][] = [
    ['screen', counted(sessions, 'session')],
    ['key', counted(credentials, 'credential'), `${counted(workers, 'worker')} seen in the last 7 days`],
    ['vault', counted(personal_vaults, 'personal vault')],
    ['lock', counted(storage_entries, 'own storage key')],
    ...ending.map(({ name }): [IconName, string, string] => [
      'rooms',
      name,
      'with all it holds, after 7 days',
    ]),
  ];
  return (
    <>
      <div className="stack">
        <h3>What stops</h3>
        <ul className="impact">
          {stops.map(([icon, what, more]) => (
            <li key={`${icon} ${what}`}>
              <Icon name={icon} className="faint" />
              {what.charAt(0).toUpperCase() + what.slice(1)}
              {more && <span className="end">{more}</span>}
            </li>
          ))}
        </ul>
      </div>
      <div className="stack">
        <h3>What stays</h3>
        <p className="sm quiet">
          {staying.length > 0 && `What you did in ${named(staying)}, and `}
          {staying.length > 0 ? 'entries' : 'Entries'} of audit logs, under the name “deleted user”.
        </p>
      </div>
    </>
  );
}

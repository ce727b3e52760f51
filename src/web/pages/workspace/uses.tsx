import { Icon } from '../../ui/icon.tsx';
import { When } from '../../ui/when.tsx';
import type { Credential } from './credentials-query.ts';

/** Who used a key pair last: what a change of it will touch. */
export function Uses({ credential, title }: { credential: Credential; title: string }) {
  const { last_used, last_used_from, last_used_address, last_used_client } = credential;
  return (
    <div className="stack">
      <h3>{title}</h3>
      <ul className="impact">
        {last_used ? (
          <li>
            <Icon name="robot" className="faint" />
            <span>
              <strong>{last_used_from ?? last_used_address ?? 'An unnamed worker'}</strong>
              {last_used_client && `, ${last_used_client}`}
            </span>
            <span className="end">
              last log-in <When time={last_used} />
            </span>
          </li>
        ) : (
          <li>
            <Icon name="robot" className="faint" />
            Nothing has used it yet
          </li>
        )}
      </ul>
    </div>
  );
}

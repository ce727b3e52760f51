import { IconButton } from '../../ui/button.tsx';
import { CopyButton, shortKey } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { Day, dayOf, exactly, relativeTime, useNow, When } from '../../ui/when.tsx';
import type { CredentialTask } from './credential-dialogs.tsx';
import type { Credential } from './credentials-query.ts';
import { expiryState } from './expiry.ts';
import { nameOf } from './names.ts';

function Expires({ expires }: { expires: string | null }) {
  const now = useNow();
  const state = expiryState(expires, now);
  if (expires === null) return 'Never';
  if (state === 'later') return <Day time={expires} />;
  return (
    <time
      dateTime={expires}
      title={exactly(expires)}
      className={state === 'past' ? 'bad nowrap' : 'warn nowrap'}
    >
      {state === 'past' ? `Expired ${dayOf(expires)}` : relativeTime(expires, now)}
    </time>
  );
}

function Worker({ credential: { last_used_from, last_used_address } }: { credential: Credential }) {
  if (!last_used_from && !last_used_address) return <span className="faint">Not available</span>;
  return (
    <>
      {last_used_from ?? last_used_address}
      {last_used_from && last_used_address && last_used_from !== last_used_address && (
        <span className="sub mono">{last_used_address}</span>
      )}
    </>
  );
}

interface RowProps {
  credential: Credential;
  onTask: (kind: 'label' | 'rotate' | 'revoke') => void;
}

function CredentialRow({ credential, onTask }: RowProps) {
  const name = nameOf(credential);
  const { access_key, label, created, expires, last_used, last_used_client, replaced_by } = credential;
  const past = expiryState(expires, useNow()) === 'past';
  return (
    <Row className={past ? 'is-off' : undefined}>
      <Cell lead>
        <span className="secret">
          {label ? <strong>{label}</strong> : <span className="faint">No label</span>}
          <IconButton
            icon="pencil"
            label={`Edit label ${name}`}
            tip="Edit label"
            onClick={() => onTask('label')}
          />
        </span>
        {replaced_by && (
          <span className="sub">
            <span className="badge b-accent">
              <Icon name="rotate" />
              {past ? 'Rotated' : 'Rotating'}
            </span>{' '}
            to {shortKey(replaced_by)}
          </span>
        )}
      </Cell>
      <Cell label="Key">
        <span className="secret">
          <span className="key mono">{shortKey(access_key)}</span>
          <CopyButton
            text={access_key}
            label={`Copy access key ${shortKey(access_key)}`}
            said="Access key copied"
            tip="Copy key"
          />
        </span>
      </Cell>
      <Cell label="Created">
        <Day time={created} />
      </Cell>
      <Cell label="Expires">
        <Expires expires={expires} />
      </Cell>
      <Cell label="Last used">{last_used ? <When time={last_used} /> : 'Never'}</Cell>
      <Cell label="Worker / IP">
        <Worker credential={credential} />
      </Cell>
      <Cell label="Client">{last_used_client ?? <span className="faint">Not available</span>}</Cell>
      <Cell act>
        {!replaced_by && (
          <IconButton icon="rotate" label={`Rotate ${name}`} tip="Rotate" onClick={() => onTask('rotate')} />
        )}
        <IconButton
          icon="trash"
          risk
          tipLeft
          label={`Revoke ${name}`}
          tip="Revoke"
          onClick={() => onTask('revoke')}
        />
      </Cell>
    </Row>
  );
}

const COLUMNS = ['Label', 'Key', 'Created', 'Expires', 'Last used', 'Worker / IP', 'Client'];

interface CredentialsTableProps {
  credentials: Credential[];
  workspace: { id: string; name: string };
  onTask: (task: CredentialTask) => void;
}

/** One's key pairs in one workspace. */
export function CredentialsTable({ credentials, workspace, onTask }: CredentialsTableProps) {
  return (
    <FlowTable caption={`API credentials of ${workspace.name}`} columns={COLUMNS} actions="Actions">
      {credentials.map((credential) => (
        <CredentialRow
          key={credential.access_key}
          credential={credential}
          onTask={(kind) => onTask({ kind, credential, workspace: workspace.id })}
        />
      ))}
    </FlowTable>
  );
}

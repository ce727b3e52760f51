import { type Entry, isOwn, type Means, obstacle } from '../../../storage/choose-entry.ts';
import type { SecretPart } from '../../../storage/worker-protocol.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../../ui/menu.tsx';
import { Cell, Row } from '../../../ui/table.tsx';
import {
  CUSTODIES,
  custodyOf,
  hasKey,
  hostWords,
  insideOf,
  isMixedContent,
  nameOf,
  secretName,
} from './entry-words.ts';
import { TestCell } from './test-cell.tsx';
import type { TestState } from './use-tests.ts';

export type EntryTask = 'test' | 'edit' | 'move' | 'delete' | 'unlock';

interface EntryRowProps {
  entry: Entry;
  workspace: string;
  /** Whether this person may change it. */
  isMine: boolean;
  means: Means & { unlocked: boolean };
  test: TestState | undefined;
  onTask: (task: EntryTask) => void;
  onTest: () => void;
  onCopy: (part: SecretPart) => void;
}

const NotSet = () => (
  <span className="faint">
    <span aria-hidden="true">–</span>
    <span className="sr">not set</span>
  </span>
);

interface MaskedProps {
  what: string;
  name: string;
  /** Left out where nobody can read it any more. */
  onCopy?: (() => void) | undefined;
}

/** Dots in the place of a part of a secret, which may be copied without being shown. */
function Masked({ what, name, onCopy }: MaskedProps) {
  return (
    <span className="secret">
      <span className="dots">
        <span aria-hidden="true">••••••••</span>
        <span className="sr">
          {what} of {name}, masked
        </span>
      </span>
      {onCopy && (
        <IconButton
          icon="copy"
          label={`Copy ${what} of ${name} without showing it`}
          tip="Copy"
          onClick={onCopy}
        />
      )}
    </span>
  );
}

function HostCell({ entry }: { entry: Entry }) {
  const { name, more } = hostWords(entry);
  return (
    <>
      {name}
      {more && <span className="sub">{more}</span>}
      {isMixedContent(entry, window.location.protocol) && (
        <span
          className="badge b-warn"
          title="This page came by https: browsers refuse pictures that come by http."
        >
          <Icon name="alert" />
          http on an https page
        </span>
      )}
    </>
  );
}

function CustodyCell({ entry, means }: Pick<EntryRowProps, 'entry' | 'means'>) {
  if (!isOwn(entry)) {
    return (
      <>
        Workspace
        <span className="sub">{entry.secret_type === 'sas' ? 'through the server' : 'server signs'}</span>
      </>
    );
  }
  const why = obstacle(entry, means);
  if (why === 'other_browser') {
    return (
      <>
        Another browser<span className="sub">{entry.browser?.name ?? 'not known'}</span>
      </>
    );
  }
  const custody = CUSTODIES[custodyOf(entry)];
  if (why === 'no_webcrypto') {
    return (
      <>
        {custody}
        <span className="sub">needs https</span>
      </>
    );
  }
  if (why === 'reset') {
    return (
      <>
        {custody}
        <span className="sub bad">type the keys again</span>
      </>
    );
  }
  if (entry.custody === 'browser') return custody;
  return (
    <>
      {custody}
      <span className="sub">{means.unlocked ? 'unlocked' : 'locked'}</span>
    </>
  );
}

const ACTIONS: readonly [Exclude<EntryTask, 'test' | 'unlock'>, string, IconName][] = [
  ['edit', 'Edit', 'pencil'],
  ['move', 'Move to another custody', 'swap'],
  ['delete', 'Delete', 'trash'],
];

function RowMenu({ name, onTask }: { name: string; onTask: (task: EntryTask) => void }) {
  return (
    <Menu
      className="me"
      buttonClass="icon-btn"
      label={`More for ${name}`}
      button={
        <>
          <Icon name="dots" />
          <span className="sr">More for {name}</span>
        </>
      }
    >
      {(close) => (
        <MenuGroup>
          {ACTIONS.map(([task, words, icon]) => (
            <button
              key={task}
              type="button"
              className="menu-item"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                onTask(task);
              }}
            >
              <Icon name={icon} />
              <span className="name">{words}</span>
            </button>
          ))}
        </MenuGroup>
      )}
    </Menu>
  );
}

/** One entry: where it is, what is set, who holds it, and what its test found. */
export function EntryRow({ entry, workspace, isMine, means, test, onTask, onTest, onCopy }: EntryRowProps) {
  const name = nameOf(entry);
  const why = isOwn(entry) ? obstacle(entry, means) : undefined;
  const copying = isOwn(entry) && why === undefined;
  const copy = (part: SecretPart) => (copying ? () => onCopy(part) : undefined);
  return (
    <Row className={why ? 'is-off' : undefined}>
      <Cell lead>
        <strong>{name}</strong>
        {insideOf(entry) && <span className="sub">{insideOf(entry)}</span>}
      </Cell>
      <Cell label="Key">
        {hasKey(entry) ? <Masked what="key" name={name} onCopy={copy('key')} /> : <NotSet />}
      </Cell>
      <Cell label="Secret / SAS">
        <Masked what={secretName(entry)} name={name} onCopy={copy('secret')} />
      </Cell>
      <Cell label="Token">
        {entry.has_token ? <Masked what="token" name={name} onCopy={copy('token')} /> : <NotSet />}
      </Cell>
      <Cell label="Region">{entry.region || <NotSet />}</Cell>
      <Cell label="Host (Endpoint)">
        <HostCell entry={entry} />
      </Cell>
      <Cell label="Custody">
        <CustodyCell entry={entry} means={means} />
      </Cell>
      <Cell label="Test">
        <TestCell test={test} workspace={workspace} onOpen={() => onTask('test')} />
      </Cell>
      <Cell act>
        <span className="cloud-acts">
          <IconButton
            icon="play"
            label={`Test ${name}`}
            tip="Test"
            tipLeft={!isMine}
            aria-disabled={why !== undefined || test?.state === 'running'}
            onClick={() => why === undefined && test?.state !== 'running' && onTest()}
          />
          {isMine && <RowMenu name={name} onTask={onTask} />}
        </span>
      </Cell>
    </Row>
  );
}

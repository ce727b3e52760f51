import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addressesQuery } from '../../queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { CodeBlock, CopyButton } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { exactly, When } from '../../ui/when.tsx';
import { type Credential, credentialsQuery, type NewPair } from './credentials-query.ts';
import {
  confBlock,
  dockerBlock,
  environmentBlock,
  jupyterBlock,
  kubernetesBlock,
  type SetUp,
} from './set-up-blocks.ts';

const MASK = '••••••••••••';
const POLL_MS = 3000;

const BLOCKS = [
  {
    title: 'clearml.conf',
    block: confBlock,
    how: (
      <>
        Run <code>clearml-init</code> and paste this, or put it into <code>~/clearml.conf</code>.
      </>
    ),
  },
  {
    title: 'Jupyter',
    block: jupyterBlock,
    how: (
      <>
        Paste into the first cell, before <code>Task.init()</code>.
      </>
    ),
  },
  {
    title: 'Environment',
    block: environmentBlock,
    how: (
      <>
        For a shell, or an <code>.env</code> file without <code>export</code>.
      </>
    ),
  },
  {
    title: 'Docker',
    block: dockerBlock,
    how: 'Works for images that run the SDK or the agent.',
  },
  {
    title: 'Kubernetes',
    block: kubernetesBlock,
    how: (
      <>
        Apply it, then name it under <code>envFrom: - secretRef: name: clearml</code>.
      </>
    ),
  },
];

interface SecretRowsProps {
  pair: NewPair;
  masked: boolean;
  onMask: () => void;
}

function SecretRows({ pair, masked, onMask }: SecretRowsProps) {
  return (
    <div className="secret-rows">
      <div className="secret-row">
        <span>Access key</span>
        <code>{pair.access_key}</code>
        <CopyButton text={pair.access_key} label="Copy access key" said="Access key copied" tipLeft />
      </div>
      <div className="secret-row">
        <span>Secret key</span>
        <code>{masked ? MASK : pair.secret_key}</code>
        <span className="nowrap">
          <IconButton
            icon={masked ? 'eye' : 'eyeOff'}
            label="Hide secret key"
            tip={masked ? 'Show' : 'Hide'}
            aria-pressed={masked}
            onClick={onMask}
          />
          <CopyButton text={pair.secret_key} label="Copy secret key" said="Secret key copied" tipLeft />
        </span>
      </div>
      <div className="secret-row">
        <span>Expires</span>
        <span className="val">{pair.expires ? exactly(pair.expires) : 'Never'}</span>
        <span />
      </div>
    </div>
  );
}

/** Whether a new pair has been used, and by whom. */
export function FirstUseLine({ used }: { used: Credential | undefined }) {
  return (
    <span className="start" role="status">
      {used?.last_used ? (
        <span className="ok">
          First used <When time={used.last_used} />
          {used.last_used_from && ` by ${used.last_used_from}`}. It works.
        </span>
      ) : (
        'Waiting for its first use…'
      )}
    </span>
  );
}

/** Looks every few seconds whether the new pair has been used. */
function FirstUse({ accessKey, workspace }: { accessKey: string; workspace: string }) {
  const { data } = useQuery({ ...credentialsQuery(workspace), refetchInterval: POLL_MS });
  return <FirstUseLine used={data?.(workspace).find(({ access_key }) => access_key === accessKey)} />;
}

interface CreatedDialogProps {
  pair: NewPair;
  workspace: { id: string; name: string };
  /** Said after a rotation: when the old pair ends. */
  oldEnds?: string | undefined;
  /** Says whether the pair has been used, where it is not one's own. */
  firstUse?: ReactNode;
  onClose: () => void;
}

/** The new pair with its secret, this once, and a block for every place it may go. */
export function CreatedDialog({ pair, workspace, oldEnds, firstUse, onClose }: CreatedDialogProps) {
  const addresses = useQuery(addressesQuery);
  const [masked, setMasked] = useState(false);
  return (
    <Dialog
      title="Credentials created"
      wide
      dismissBeside={false}
      onClose={onClose}
      foot={
        <>
          {firstUse ?? <FirstUse accessKey={pair.access_key} workspace={workspace.id} />}
          <Button look="primary" data-first onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Note tone="warn" icon="eye">
        <strong>The secret is shown this once.</strong> Atrium keeps only a keyed hash of it.
        {oldEnds && ` The old key ends ${exactly(oldEnds)}.`}
      </Note>
      <SecretRows pair={pair} masked={masked} onMask={() => setMasked(!masked)} />
      <LoadedState query={addresses} what="addresses">
        {(three) => {
          const setUp: SetUp = { ...three, ...pair, workspace: workspace.name };
          const tabs = BLOCKS.map(({ title, block, how }) => ({
            title,
            content: (
              <>
                <p className="sm quiet">{how}</p>
                <CodeBlock
                  text={block(setUp)}
                  shown={masked ? block(setUp).replace(pair.secret_key, MASK) : block(setUp)}
                  label={`Text for ${title}`}
                />
              </>
            ),
          }));
          return <Tabs label="Where will you use it?" tabs={tabs} />;
        }}
      </LoadedState>
    </Dialog>
  );
}

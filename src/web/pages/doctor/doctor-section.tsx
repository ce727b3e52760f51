import './doctor.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { WEB_VERSION } from '../../base-path.ts';
import { plainAddress } from '../../media/plain-address.ts';
import { useActiveWorkspace } from '../../shell/active-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTextButton } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { reportOf } from './doctor-report.ts';
import { Ladder } from './ladder.tsx';
import { mergeRungs } from './merge-rungs.ts';
import { browserWalkQuery, explainQuery, serverWalkQuery } from './walk-query.ts';

interface AddressFormProps {
  address: string;
  busy: boolean;
  onWalk: (address: string) => void;
}

function AddressForm({ address, busy, onWalk }: AddressFormProps) {
  const [typed, setTyped] = useState(address);
  const walk = (event: FormEvent) => {
    event.preventDefault();
    const plain = plainAddress(typed);
    setTyped(plain);
    if (plain && !busy) onWalk(plain);
  };
  return (
    <form className="panel-bar" onSubmit={walk}>
      <div className="input-wrap grow">
        <Icon name="link" />
        <input
          className="input mono"
          type="text"
          aria-label="Address of the sample"
          placeholder="s3://bucket/sample.png"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          maxLength={4096}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Button type="submit" look="primary" icon="play" busy={busy && 'Walking…'}>
        Walk
      </Button>
    </form>
  );
}

interface WalkProps {
  workspace: string;
  url: string;
  walk: number;
  onAgain: () => void;
}

/** One walk of an address by both sides. */
function Walk({ workspace, url, walk, onAgain }: WalkProps) {
  const browser = useQuery(browserWalkQuery(workspace, url, walk));
  const server = useQuery(serverWalkQuery(workspace, url, walk));
  const { data: words } = useQuery(explainQuery);
  if (!words) return null;
  const { origin } = window.location;
  const report = () =>
    reportOf({
      address: url,
      origin,
      version: WEB_VERSION,
      time: new Date(),
      browser: browser.data,
      server: server.data,
      explain: words.explain,
    });
  const done = !browser.isFetching && !server.isFetching;
  return (
    <>
      <Ladder
        rungs={mergeRungs(browser.data, server.data)}
        explain={words.explain}
        origin={origin}
        climbing={{ browser: browser.isFetching, server: server.isFetching }}
        workspace={workspace}
        onFixed={onAgain}
      />
      {[browser.error, server.error].map(
        (error, i) =>
          error && (
            <div className="panel-pad" key={i === 0 ? 'browser' : 'server'}>
              <ErrorNote error={error} onRetry={onAgain} />
            </div>
          ),
      )}
      <div className="panel-foot">
        <span role="status">
          {done ? 'Both have climbed.' : 'Climbing…'} On the command line:{' '}
          <code>npx atrium doctor storage URL</code>
        </span>
        {done && (
          <span className="end">
            <CopyTextButton text={report} said="Report copied">
              Copy report without secrets
            </CopyTextButton>
          </span>
        )}
      </div>
    </>
  );
}

/** Finds out why an object of a store does not show: browser and server climb the same ladder. */
export function DoctorSection() {
  const workspace = useActiveWorkspace();
  const { doctor: url = '' } = useSearch({ from: '/shell/settings/configuration' });
  const navigate = useNavigate();
  const section = useRef<HTMLElement>(null);
  const [walk, setWalk] = useState(0);
  useEffect(() => {
    if (url) section.current?.scrollIntoView();
  }, [url]);
  const start = (address: string) => {
    setWalk(walk + 1);
    void navigate({
      to: '/settings/configuration',
      search: { doctor: address },
      hash: 'doctor',
      replace: true,
    });
  };
  return (
    <section className="section" id="doctor" aria-labelledby="h-doctor" ref={section}>
      <div className="section-head">
        <div>
          <h2 id="h-doctor">Storage doctor</h2>
          <p>
            Paste the address of a sample that does not show. This browser and the server climb the same
            ladder and stop at the broken rung.
          </p>
        </div>
      </div>
      <div className="panel">
        <AddressForm key={url} address={url} busy={false} onWalk={start} />
        {workspace && url && (
          <Walk key={walk} workspace={workspace} url={url} walk={walk} onAgain={() => setWalk(walk + 1)} />
        )}
      </div>
    </section>
  );
}

import './doctor.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
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
import { type BothRungs, isOwnOnly, mergeRungs } from './merge-rungs.ts';
import { browserWalkQuery, explainQuery, serverWalkQuery } from './walk-query.ts';

interface AddressFormProps {
  address: string;
  onWalk: (address: string) => void;
}

function AddressForm({ address, onWalk }: AddressFormProps) {
  const [typed, setTyped] = useState(address);
  const walk = (event: FormEvent) => {
    event.preventDefault();
    const plain = plainAddress(typed);
    setTyped(plain);
    if (plain) onWalk(plain);
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
      <Button type="submit" look="primary" icon="play">
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

/** What came of a walk, in one sentence. */
function conclusion(rungs: readonly BothRungs[], ownOnly: boolean, failed: boolean): string {
  if (failed) return 'One of the two could not climb.';
  if (rungs.some(({ state }) => state === 'broken')) return 'Mend the broken rung, then walk again.';
  if (ownOnly) return 'This browser got through. The server was not asked: these keys are yours alone.';
  return rungs.every(({ state }) => state === 'pass')
    ? 'Both got through: the object shows.'
    : 'Both have climbed.';
}

/** One walk of an address by both sides. */
function Walk({ workspace, url, walk, onAgain }: WalkProps) {
  const browser = useQuery(browserWalkQuery(workspace, url, walk));
  const server = useQuery(serverWalkQuery(workspace, url, walk));
  const { data: words } = useQuery(explainQuery);
  const done = !browser.isFetching && !server.isFetching;
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // the cure stands at the broken rung
    if (done)
      foot.current?.parentElement?.querySelector('.rung.broken')?.scrollIntoView({ block: 'nearest' });
  }, [done]);
  if (!words) return null;
  const { explain } = words;
  const { origin } = window.location;
  const report = () => {
    const walked = { address: url, origin, version: WEB_VERSION, time: new Date(), explain };
    return reportOf({ ...walked, browser: browser.data, server: server.data });
  };
  const rungs = mergeRungs(browser.data, server.data);
  const failed = browser.isError || server.isError;
  return (
    <>
      <Ladder
        rungs={rungs}
        explain={explain}
        origin={origin}
        climbing={{ browser: browser.isFetching, server: server.isFetching }}
        workspace={workspace}
        onFixed={onAgain}
      />
      <HalfError error={browser.error} onRetry={onAgain} />
      <HalfError error={server.error} onRetry={onAgain} />
      <div className="panel-foot" ref={foot}>
        <span role="status">
          {done ? conclusion(rungs, isOwnOnly(browser.data, server.data), failed) : 'Climbing…'}{' '}
          <span className="quiet">
            On the command line: <code>npx atrium doctor storage URL</code>
          </span>
        </span>
        {done && (
          <span className="end">
            {!failed && rungs.every(({ state }) => state === 'pass') && (
              <Link className="btn btn-sm" to="/w/$workspace/view" params={{ workspace }} search={{ url }}>
                View it
              </Link>
            )}
            <CopyTextButton text={report} said="Report copied">
              Copy report without secrets
            </CopyTextButton>
          </span>
        )}
      </div>
    </>
  );
}

/** Why one of the two could not climb at all. */
function HalfError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!error) return null;
  return (
    <div className="panel-pad">
      <ErrorNote error={error} onRetry={onRetry} />
    </div>
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
        <AddressForm key={url} address={url} onWalk={start} />
        {workspace && url && (
          <Walk key={walk} workspace={workspace} url={url} walk={walk} onAgain={() => setWalk(walk + 1)} />
        )}
      </div>
    </section>
  );
}

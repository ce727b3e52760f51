import { useState } from 'react';
import { RUNGS, type RungName } from '../../../../storage/ladder.ts';
import { kindByName } from '../../../media/object-kind.ts';
import { Picture } from '../../../media/stored-image.tsx';
import { useStoredLink } from '../../../media/use-stored-link.ts';
import { said } from '../../../media/why-not.ts';
import { brokenRung, type TestResult } from './test-entry.ts';
import type { TestState } from './use-tests.ts';

/** What broke, in two words. */
const BROKEN: Record<RungName, string> = {
  address: 'Address',
  entry: 'Keys',
  network: 'No answer',
  cors: 'CORS refused',
  signature: 'Refused',
  object: 'Not readable',
};

interface DoneProps {
  result: TestResult;
  workspace: string;
  onOpen: () => void;
}

/** The newest object is a picture: whether this page shows it is what counts. */
function Newest({ result, workspace, url, onOpen }: DoneProps & { url: string }) {
  const { href, round, problem, failed } = useStoredLink(workspace, url);
  const [shown, setShown] = useState(false);
  const name = url.slice(url.lastIndexOf('/') + 1);
  return (
    <div className="cloud-test">
      <span className="cloud-thumb">
        {href && (
          <Picture
            key={round}
            href={href}
            alt={`Newest picture in this bucket: ${name}`}
            onShown={() => setShown(true)}
            onFailed={failed}
          />
        )}
      </span>
      <div>
        <button type="button" className={`btn-link ${problem ? 'bad' : 'ok'}`} onClick={onOpen}>
          {problem ? said(problem).short : shown ? 'Shows' : 'Works'}
        </button>
        <span className="sub">{problem ? 'the rest works' : `${result.took_ms} ms`}</span>
      </div>
    </div>
  );
}

function Done(props: DoneProps) {
  const { result, onOpen } = props;
  const broken = brokenRung(result.rungs);
  if (broken) {
    return (
      <>
        <button type="button" className="btn-link bad" onClick={onOpen}>
          {BROKEN[broken.rung.rung]}
        </button>
        <span className="sub">
          rung {broken.at} of {RUNGS.length}
        </span>
      </>
    );
  }
  if (result.newest && kindByName(result.newest.key) === 'image')
    return <Newest {...props} url={result.newest.url} />;
  return (
    <>
      <button type="button" className="btn-link ok" onClick={onOpen}>
        Works
      </button>
      <span className="sub">{result.newest ? `${result.took_ms} ms` : 'no object yet'}</span>
    </>
  );
}

interface TestCellProps {
  test: TestState | undefined;
  workspace: string;
  onOpen: () => void;
}

/** What the last test of an entry found, with the newest object if that is a picture. */
export function TestCell({ test, workspace, onOpen }: TestCellProps) {
  if (!test) return <span className="faint">Not tested</span>;
  if (test.state === 'running') return <span role="status">Testing…</span>;
  if (test.state === 'failed') {
    return (
      <button type="button" className="btn-link bad" onClick={onOpen}>
        Not tested: why
      </button>
    );
  }
  return <Done result={test.result} workspace={workspace} onOpen={onOpen} />;
}

import type { RungName } from '../../../../storage/ladder.ts';
import { RUNGS } from '../../../../storage/ladder.ts';
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

function Done({ result, onOpen }: { result: TestResult; workspace: string; onOpen: () => void }) {
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
  return (
    <>
      <button type="button" className="btn-link ok" onClick={onOpen}>
        {result.newest ? 'Works' : 'Works, empty'}
      </button>
      <span className="sub">{result.took_ms} ms</span>
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

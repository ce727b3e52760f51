import { useState } from 'react';
import type { Entry } from '../../../storage/choose-entry.ts';
import { type TestResult, testEntry } from './test-entry.ts';

export type TestState =
  | { state: 'running' }
  | { state: 'done'; result: TestResult }
  | { state: 'failed'; error: unknown };

/** What the tests of entries found since this page was opened, by entry. */
export function useTests(workspace: { id: string; administers: boolean }) {
  const [tests, setTests] = useState<Record<string, TestState>>({});
  const put = (id: string, test: TestState) => setTests((before) => ({ ...before, [id]: test }));
  const run = async (entry: Entry) => {
    put(entry.id, { state: 'running' });
    try {
      put(entry.id, { state: 'done', result: await testEntry(entry, workspace) });
    } catch (error) {
      put(entry.id, { state: 'failed', error });
    }
  };
  /** An entry that was changed or deleted has not been tested. */
  const forget = (id: string) => setTests(({ [id]: _gone, ...others }) => others);
  return { tests, run, forget };
}

import { lazy, Suspense } from 'react';
import { type Entry, isOwn } from '../../../storage/choose-entry.ts';
import { shownError } from '../../../storage/shown-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { Skeleton } from '../../../ui/states.tsx';
import { nameOf } from './entry-words.ts';
import type { Cloud, CloudWorkspace } from './use-cloud-access.ts';

const TestLadder = lazy(async () => ({ default: (await import('./test-ladder.tsx')).TestLadder }));

interface TestDialogProps {
  entry: Entry;
  cloud: Cloud;
  workspace: CloudWorkspace;
}

/** What an entry's test found, rung by rung; cures that correct the entry can be taken over. */
export function TestDialog({ entry, cloud, workspace }: TestDialogProps) {
  const test = cloud.tests[entry.id];
  const isMine = isOwn(entry) || workspace.administers;
  const about =
    test?.state === 'done' && test.result.who === 'server'
      ? 'The server tried it: it signs the links of this entry.'
      : 'This browser tried it with your own keys.';
  return (
    <Dialog
      title={`Test of ${nameOf(entry)}`}
      about={about}
      wide
      onClose={cloud.close}
      foot={
        <>
          <Button
            icon="play"
            busy={test?.state === 'running' && 'Testing…'}
            onClick={() => cloud.runTest(entry)}
          >
            Test again
          </Button>
          <Button onClick={cloud.close}>Close</Button>
        </>
      }
    >
      {test?.state === 'running' && <Skeleton what="what the test finds" />}
      {test?.state === 'done' && (
        <Suspense fallback={<Skeleton what="what the test found" />}>
          <TestLadder
            rungs={test.result.rungs}
            who={test.result.who}
            workspace={workspace.id}
            entry={isMine ? entry.id : undefined}
            onFixed={() => cloud.testOnceKnown(entry.id)}
          />
        </Suspense>
      )}
      {test?.state === 'failed' && <ErrorNote error={shownError(test.error)} />}
    </Dialog>
  );
}

import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Place } from '../../../../storage/place.ts';
import type { Entry } from '../../../storage/choose-entry.ts';
import { shownError } from '../../../storage/shown-error.ts';
import { refreshEntries } from '../../../storage/storage-queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { Skeleton } from '../../../ui/states.tsx';
import { custodyOf, nameOf } from './entry-words.ts';
import { saveEntry } from './save-entry.ts';
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
  const correct = useMutation({
    mutationFn: async (fix: Partial<Place>) => {
      const { kind, scheme, host, account, bucket, prefix, region, style } = entry;
      const place = { kind, scheme, host, account, bucket, prefix, region, style, ...fix };
      const wanted = { place, custody: custodyOf(entry), secret: undefined, entry, workspace: workspace.id };
      const id = await saveEntry(wanted);
      await refreshEntries();
      return { id, place };
    },
    onSuccess: ({ id, place }) => cloud.saved(id, place, 'Entry corrected'),
  });
  const isMine = 'custody' in entry || workspace.administers;
  return (
    <Dialog
      title={`Test of ${nameOf(entry)}`}
      about={
        test?.state === 'done' &&
        (test.result.who === 'server'
          ? 'The server tried it, which signs the links of this entry.'
          : 'This browser tried it with your own keys.')
      }
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
      {test?.state === 'done' && (
        <Suspense fallback={<Skeleton what="what the test found" />}>
          <TestLadder
            rungs={test.result.rungs}
            who={test.result.who}
            onFix={isMine && !correct.isPending ? (fix) => correct.mutate(fix) : undefined}
          />
        </Suspense>
      )}
      {test?.state === 'failed' && <ErrorNote error={shownError(test.error)} />}
      {correct.error && <ErrorNote error={shownError(correct.error)} />}
    </Dialog>
  );
}

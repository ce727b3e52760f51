import { useQuery } from '@tanstack/react-query';
import type { explain } from '../../../storage/explain.ts';
import { WireError } from '../../api.ts';
import { WhyLink } from '../../media/broken-image.tsx';
import { UnlockButton } from '../../media/unlock-button.tsx';
import { said } from '../../media/why-not.ts';
import { LinkError } from '../../storage/links.ts';
import { Button } from '../../ui/button.tsx';
import { asSentence, errorText, Note } from '../../ui/note.tsx';
import { explainQuery } from '../doctor/walk-query.ts';

interface ListingErrorProps {
  workspace: string;
  url: string;
  error: unknown;
  onRetry: () => void;
}

/** What the store refused, in the doctor's words once they are here. */
function wordsOf(error: unknown, words: { explain: typeof explain } | undefined) {
  if (error instanceof WireError && error.data.problem && words) {
    const { problem, facts = {} } = error.data;
    const { title, sentence, cure } = words.explain(
      { rung: 'signature', state: 'broken', code: problem, facts },
      { who: 'server', origin: window.location.origin },
    );
    return { what: asSentence(title), cure: [sentence, cure?.text ?? ''].join(' ') };
  }
  if (error instanceof WireError) return errorText(error);
  const { short, sentence } = said(error instanceof LinkError ? error.problem : 'unreadable');
  return { what: asSentence(short), cure: sentence };
}

const isLocked = (error: unknown) => error instanceof LinkError && error.problem === 'locked';

/** Why the objects of a prefix are not listed, with the way to the storage doctor. */
export function ListingError({ workspace, url, error, onRetry }: ListingErrorProps) {
  const hasProblem = error instanceof WireError && error.data.problem !== undefined;
  const { data: words, isFetching } = useQuery({ ...explainQuery, enabled: hasProblem });
  if (isFetching) return null;
  const { what, cure } = wordsOf(error, words);
  const end = isLocked(error) ? (
    <UnlockButton workspace={workspace} onUnlocked={onRetry} />
  ) : (
    <Button size="sm" onClick={onRetry}>
      Try again
    </Button>
  );
  return (
    <Note tone="bad" end={end}>
      <strong>{what}</strong> {cure} <WhyLink url={url} />
    </Note>
  );
}

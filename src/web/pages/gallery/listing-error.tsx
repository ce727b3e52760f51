import { WireError } from '../../api.ts';
import { WhyLink } from '../../media/broken-image.tsx';
import { said } from '../../media/why-not.ts';
import { problemOf } from '../../storage/links.ts';
import { KeyError } from '../../storage/worker-protocol.ts';
import { Button } from '../../ui/button.tsx';
import { errorText, Note } from '../../ui/note.tsx';

interface ListingErrorProps {
  url: string;
  error: unknown;
  onRetry: () => void;
}

function wordsOf(error: unknown): { what: string; cure: string } {
  if (error instanceof KeyError) {
    const { short, sentence } = said(problemOf(error));
    return { what: `${short}.`, cure: sentence };
  }
  if (error instanceof WireError) return errorText(error);
  return { what: 'Not listed.', cure: said('unreadable').sentence };
}

/** Why the objects of a prefix are not listed, with the way to the storage doctor. */
export function ListingError({ url, error, onRetry }: ListingErrorProps) {
  const { what, cure } = wordsOf(error);
  return (
    <Note
      tone="bad"
      end={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <strong>{what}</strong> {cure} <WhyLink url={url} />
    </Note>
  );
}

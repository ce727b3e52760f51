import { WireError } from '../../api.ts';
import { WhyLink } from '../../media/broken-image.tsx';
import { UnlockButton } from '../../media/unlock-button.tsx';
import { said } from '../../media/why-not.ts';
import { LinkError } from '../../storage/links.ts';
import { Button } from '../../ui/button.tsx';
import { errorText, Note } from '../../ui/note.tsx';

interface ListingErrorProps {
  workspace: string;
  url: string;
  error: unknown;
  onRetry: () => void;
}

function wordsOf(error: unknown): { what: string; cure: string } {
  if (error instanceof WireError) return errorText(error);
  const { short, sentence } = said(error instanceof LinkError ? error.problem : 'unreadable');
  return { what: `${short}.`, cure: sentence };
}

const isLocked = (error: unknown) => error instanceof LinkError && error.problem === 'locked';

/** Why the objects of a prefix are not listed, with the way to the storage doctor. */
export function ListingError({ workspace, url, error, onRetry }: ListingErrorProps) {
  const { what, cure } = wordsOf(error);
  return (
    <Note
      tone="bad"
      end={
        isLocked(error) ? (
          <UnlockButton workspace={workspace} onUnlocked={onRetry} />
        ) : (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <strong>{what}</strong> {cure} <WhyLink url={url} />
    </Note>
  );
}

import { Suspense } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/states.tsx';
import type { Draft } from './draft.ts';
import { FORMAT_NAMES } from './formats.ts';
import { ThreeWayMerge } from './lazy-editor.ts';
import type { Newest } from './save-trouble.ts';

interface MergeDialogProps {
  draft: Draft;
  newest: Newest;
  /** What the others' text and the common one are while secrets are revealed; undefined until they are here. */
  clear: { base: string; theirs: string } | undefined;
  error: unknown;
  onRetry: () => void;
  onResult: (text: string) => void;
  onClose: () => void;
}

/** Somebody saved meanwhile: both texts, and the choice at each place where they differ. */
export function MergeDialog({ draft, newest, clear, error, onRetry, onResult, onClose }: MergeDialogProps) {
  const { version, format, author } = newest;
  return (
    <Dialog
      title="Somebody saved meanwhile"
      about={`${author} saved version ${version} while you edited version ${draft.base.version}. Nothing is lost: put both together.`}
      wide
      dismissBeside={false}
      onClose={onClose}
      foot={<span className="start">Nothing is saved yet: after this you see what changes, and save.</span>}
    >
      {format !== draft.format && (
        <Note tone="warn">
          <strong>The formats differ.</strong> Theirs is {FORMAT_NAMES[format]} now, yours{' '}
          {FORMAT_NAMES[draft.format]}: take one text whole.
        </Note>
      )}
      {error !== null && error !== undefined && <ErrorNote error={error} onRetry={onRetry} />}
      {clear && (
        <Suspense fallback={<Skeleton what="both texts" />}>
          <ThreeWayMerge
            base={clear.base}
            theirs={clear.theirs}
            mine={draft.text}
            format={draft.format}
            onResult={onResult}
            onCancel={onClose}
          />
        </Suspense>
      )}
    </Dialog>
  );
}

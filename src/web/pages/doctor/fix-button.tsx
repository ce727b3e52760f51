import { useMutation } from '@tanstack/react-query';
import type { Place } from '../../../storage/place.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { applyFix } from './apply-fix.ts';
import { fixWords } from './fix-words.ts';

interface FixButtonProps {
  workspace: string;
  /** Id of the entry. */
  entry: string;
  fix: Partial<Place>;
  onFixed: () => void;
}

/** Changes the entry as the doctor found it should be, and has the ladder climbed again. */
export function FixButton({ workspace, entry, fix, onFixed }: FixButtonProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => applyFix(workspace, entry, fix),
    onSuccess: () => {
      toast('Entry changed');
      onFixed();
    },
  });
  return (
    <>
      <div>
        <Button icon="check" busy={isPending && 'Changing…'} onClick={() => mutate()}>
          Change the entry: {fixWords(fix)}
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  );
}

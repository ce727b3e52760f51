import { useMutation } from '@tanstack/react-query';
import { matchEntry } from '../../../../storage/match.ts';
import { type Entry, isOwn } from '../../../storage/choose-entry.ts';
import { shownError } from '../../../storage/shown-error.ts';
import { refreshEntries, type StorageEntries } from '../../../storage/storage-queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { toast } from '../../../ui/toast.tsx';
import { CUSTODIES, custodyOf, insideOf, nameOf } from './entry-words.ts';
import { deleteEntry } from './save-entry.ts';

/** The entry that would serve the same objects once this one is gone. */
function nextFor(entry: Entry, { own, workspace }: StorageEntries): Entry | undefined {
  const others: Entry[] = [...own, ...workspace].filter(({ id }) => id !== entry.id);
  const { kind, scheme, host, account, bucket, prefix } = entry;
  return matchEntry({ kind, scheme, host, account, bucket, key: prefix }, others).entry;
}

interface DeleteDialogProps {
  entry: Entry;
  entries: StorageEntries;
  workspace: { id: string; name: string };
  onClose: () => void;
}

/** Says what stops showing, and for whom, before an entry is deleted. */
export function DeleteDialog({ entry, entries, workspace, onClose }: DeleteDialogProps) {
  const next = nextFor(entry, entries);
  const name = nameOf(entry);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteEntry(entry, workspace.id),
    onSuccess: async () => {
      await refreshEntries();
      onClose();
      toast(`Access keys of ${name} deleted`);
    },
  });
  const whose = isOwn(entry) ? 'in every browser of yours' : `for every member of ${workspace.name}`;
  return (
    <Dialog
      title={`Delete access keys of ${name}?`}
      about="The secret is erased here. The key itself still works at the store until you end it there."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep keys</Button>
          <Button look="danger" busy={isPending && 'Deleting…'} onClick={() => mutate()}>
            Delete keys
          </Button>
        </>
      }
    >
      <div className="stack">
        <h3>What stops</h3>
        <ul className="impact">
          <li>
            <Icon name="eyeOff" className="faint" />
            <span>
              Samples and artifacts in <strong>{name}</strong>
              {insideOf(entry)} show no longer, {whose}
            </span>
          </li>
          {next && (
            <li>
              <Icon name="swap" className="faint" />
              <span>
                Unless <strong>{nameOf(next)}</strong>
                {insideOf(next)} may read them: it is the next that fits
              </span>
              <span className="end">{CUSTODIES[custodyOf(next)]}</span>
            </li>
          )}
        </ul>
      </div>
      <div className="stack">
        <h3>What stays</h3>
        <p className="sm quiet">
          Everything in the bucket. Tasks go on writing there with keys of their own.
        </p>
      </div>
      {error && <ErrorNote error={shownError(error)} />}
    </Dialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldError, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../workspace/names.ts';
import { refreshDeletions } from './cleanup-queries.ts';
import { urlsIn } from './deletion-words.ts';

/** Takes addresses of objects and has them deleted. */
export function DeleteObjectsDialog({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const client = useQueryClient();
  const id = useId();
  const [text, setText] = useState('');
  const urls = urlsIn(text);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('storage_cleanup.create', { urls }, { workspace }),
    onSuccess: async () => {
      await refreshDeletions(client, workspace);
      onClose();
      toast(`Deleting ${counted(urls.length, 'object')}`);
    },
  });
  const refused = refusedField(error, 'urls');
  const general = generalError(error, ['urls']);
  return (
    <Dialog
      title="Delete stored objects"
      about="They are gone for good, for everybody, unless their bucket keeps old versions."
      dismissBeside={text === ''}
      onClose={onClose}
      onSubmit={() => {
        if (!isPending && urls.length > 0) mutate();
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" disabled={urls.length === 0} busy={isPending && 'Starting…'}>
            {urls.length === 0 ? 'Delete' : `Delete ${counted(urls.length, 'object')}`}
          </Button>
        </>
      }
    >
      <div className="field">
        <label htmlFor={id}>Addresses, one on each line</label>
        <textarea
          className="area mono"
          id={id}
          data-first
          rows={8}
          spellCheck={false}
          placeholder="s3://bucket/folder/image.png"
          aria-invalid={refused ? true : undefined}
          aria-describedby={`${id}-hint${refused ? ` ${id}-error` : ''}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {refused && <FieldError id={`${id}-error`}>{refused}</FieldError>}
        <p className="hint" id={`${id}-hint`}>
          As ClearML writes them: s3://, gs:// or azure://. At most 10,000 at once.
        </p>
      </div>
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}

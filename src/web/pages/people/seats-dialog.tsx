import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { workspacesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { refreshServerWorkspaces, type ServerWorkspace } from './workspaces-query.ts';

interface SeatsDialogProps {
  workspace: ServerWorkspace;
  onClose: () => void;
}

/** Sets how many people a workspace may have; an empty field ends the limit. */
export function SeatsDialog({ workspace, onClose }: SeatsDialogProps) {
  const client = useQueryClient();
  const { id, name, people, seats } = workspace;
  const [typed, setTyped] = useState(seats === null ? '' : String(seats));
  const wanted = typed.trim() === '' ? null : Number(typed);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('workspaces.set_seats', { workspace: id, seats: wanted }),
    onSuccess: async () => {
      await Promise.all([refreshServerWorkspaces(client), client.invalidateQueries(workspacesQuery)]);
      onClose();
      toast(wanted === null ? `${name} has no seat limit` : `${name} has ${wanted} seats`);
    },
  });
  const general = generalError(error, ['seats']);
  return (
    <Dialog
      title={`Seats of ${name}`}
      about="Members and pending single-use invitations take one each; service accounts take none."
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Saving…'}>
            Save
          </Button>
        </>
      }
    >
      <Field
        label="Seats"
        type="number"
        min={1}
        max={1_000_000}
        value={typed}
        error={refusedField(error, 'seats')}
        hint="Leave it empty for no limit."
        onChange={(event) => setTyped(event.target.value)}
      />
      {wanted !== null && wanted < people && (
        <Note>
          {name} has {people} people. Nobody is removed; until fewer than {wanted} are left, nobody can join.
        </Note>
      )}
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { workspacesQuery } from '../../queries.ts';
import { Field, refusedField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Note } from '../../ui/note.tsx';
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
  return (
    <FormDialog
      title={`Seats of ${name}`}
      about="Members and pending single-use invitations take one each; service accounts take none."
      submit="Save"
      busy={isPending && 'Saving…'}
      error={error}
      fields={['seats']}
      onClose={onClose}
      onSubmit={() => mutate()}
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
    </FormDialog>
  );
}

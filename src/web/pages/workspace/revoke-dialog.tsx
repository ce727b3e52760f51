import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Credential, refreshCredentials } from './credentials-query.ts';
import { nameOf } from './names.ts';
import { Uses } from './uses.tsx';

interface RevokeDialogProps {
  credential: Credential;
  workspace: string;
  onClose: () => void;
  onRotate: () => void;
}

/** Says what stops before a key pair is ended for good. */
export function RevokeDialog({ credential, workspace, onClose, onRotate }: RevokeDialogProps) {
  const client = useQueryClient();
  const name = nameOf(credential);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('auth.revoke_credentials', { access_key: credential.access_key }, { workspace }),
    onSuccess: async () => {
      await refreshCredentials(client);
      onClose();
      toast(`“${name}” revoked`);
    },
  });
  return (
    <Dialog
      title={`Revoke “${name}”?`}
      about="The key and its live tokens are refused within a second. This cannot be undone."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep key</Button>
          <Button look="danger" busy={isPending && 'Revoking…'} onClick={() => mutate()}>
            Revoke key
          </Button>
        </>
      }
    >
      <Uses credential={credential} title="What stops" />
      <Note>
        Not leaked?{' '}
        <button type="button" className="btn-link" onClick={onRotate}>
          Rotate instead
        </button>{' '}
        and nothing stops.
      </Note>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

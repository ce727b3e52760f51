import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { exactly } from '../../ui/when.tsx';
import { type Credential, refreshCredentials } from './credentials-query.ts';
import { ExpiryField, useExpiry } from './expiry-field.tsx';
import { nameOf } from './names.ts';
import { Uses } from './uses.tsx';

const GRACE = [
  { value: '0', name: 'At once' },
  { value: '3600', name: 'In 1 hour' },
  { value: '86400', name: 'In 24 hours' },
  { value: '604800', name: 'In 7 days' },
];

interface RotateDialogProps {
  credential: Credential;
  workspace: string;
  onClose: () => void;
  onRotated: (answer: ResponseOf<'credentials.rotate'>) => void;
}

/** A new pair now, while the old one lives on for the time its users need. */
export function RotateDialog({ credential, workspace, onClose, onRotated }: RotateDialogProps) {
  const client = useQueryClient();
  const [grace, setGrace] = useState('86400');
  const expiry = useExpiry(credential.expires ? '90' : 'never');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (expires: string | null) =>
      call(
        'credentials.rotate',
        { access_key: credential.access_key, grace_s: Number(grace), expires },
        { workspace },
      ),
    onSuccess: async (answer) => {
      onRotated(answer);
      await refreshCredentials(client);
    },
  });
  const submit = () => {
    const expires = expiry.take();
    if (expires !== undefined) mutate(expires);
  };
  const ends = new Date(Date.now() + Number(grace) * 1000).toISOString();
  return (
    <FormDialog
      title={`Rotate “${nameOf(credential)}”`}
      about="You get a new pair now. The old one keeps working for the time you choose, then ends."
      submit="Rotate"
      busy={isPending && 'Rotating…'}
      error={error}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="stack">
        <span className="label">Old key ends</span>
        <Segmented legend="Old key ends" options={GRACE} value={grace} onChange={setGrace} />
        <p className="hint">
          {grace === '0' ? 'The old key is refused within a second.' : `${exactly(ends)}.`}
        </p>
      </div>
      <div className="pair">
        <ExpiryField expiry={expiry} />
      </div>
      <Uses credential={credential} title="Who uses the old key" />
      <Note>
        The list goes on showing when the old key was used last, so you see whether anyone still needs it.
      </Note>
    </FormDialog>
  );
}

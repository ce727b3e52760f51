import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { InviteTerms, useTerms } from './invite-terms.tsx';
import { type Invites, refreshInvites } from './invites-query.ts';
import { MailResults } from './mail-results.tsx';

interface AddressesProps {
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function AddressesField({ value, error, onChange }: AddressesProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Addresses</label>
      <textarea
        className="area"
        id={id}
        rows={3}
        required
        placeholder="lena@example.org, Omar Aziz <omar@example.org>"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <p className="hint" id={`${id}-hint`}>
        Any separators. Each address gets its own single-use link and its own result.
      </p>
    </div>
  );
}

/** Invites pasted addresses, each by a link of its own. */
export function MailForm({ workspace, invites }: { workspace: string; invites: Invites }) {
  const client = useQueryClient();
  const terms = useTerms(invites.may_invite);
  const [emails, setEmails] = useState('');
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: () => call('invitations.create_by_mail', { ...terms.values, emails }, { workspace }),
    onSuccess: () => refreshInvites(client, workspace),
  });
  if (data) return <MailResults results={data.results} onAnother={reset} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  const general = generalError(error, ['emails']);
  return (
    <form className="stack" onSubmit={submit}>
      {!invites.mail && (
        <Note icon="link">
          This server sends no mail. You get a link for each address, to hand over any way you like.
        </Note>
      )}
      <AddressesField value={emails} error={refusedField(error, 'emails')} onChange={setEmails} />
      <InviteTerms roles={invites.may_invite} terms={terms} />
      {general !== null && general !== undefined && <ErrorNote error={general} />}
      <Button type="submit" look="primary" busy={isPending && 'Inviting…'}>
        {invites.mail ? 'Send invitations' : 'Make links'}
      </Button>
    </form>
  );
}

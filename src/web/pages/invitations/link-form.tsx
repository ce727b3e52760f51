import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { InviteTerms, useTerms } from './invite-terms.tsx';
import { type Invites, refreshInvites } from './invites-query.ts';
import { MadeLink } from './made-link.tsx';

type Uses = '1' | '5' | '20' | 'any';

function UsesField({ value, onChange }: { value: Uses; onChange: (uses: Uses) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Uses</label>
      <select
        className="select"
        id={id}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value as Uses)}
      >
        <option value="1">Once</option>
        <option value="5">5 times</option>
        <option value="20">20 times</option>
        <option value="any">Any number until it expires</option>
      </select>
      <p className="hint" id={`${id}-hint`}>
        {value === '1' ? 'A single-use link holds a seat.' : 'Holds no seat: first come, first served.'}
      </p>
    </div>
  );
}

/** Makes a link to hand over; no mail server is needed. */
export function LinkForm({ workspace, invites }: { workspace: string; invites: Invites }) {
  const client = useQueryClient();
  const terms = useTerms(invites.may_invite);
  const [uses, setUses] = useState<Uses>('1');
  const [email, setEmail] = useState('');
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: () =>
      call(
        'invitations.create',
        {
          ...terms.values,
          uses: uses === 'any' ? null : Number(uses),
          ...(uses === '1' && email.trim() && { email: email.trim() }),
        },
        { workspace },
      ),
    onSuccess: () => refreshInvites(client, workspace),
  });
  if (data) return <MadeLink url={data.url} expires={data.expires} email={email} onAnother={reset} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  const general = generalError(error, ['email']);
  return (
    <form className="stack" onSubmit={submit}>
      <p className="sm quiet">Send it any way you like; no mail server is needed.</p>
      <InviteTerms
        roles={invites.may_invite}
        terms={terms}
        beside={<UsesField value={uses} onChange={setUses} />}
      />
      {uses === '1' && (
        <Field
          label={
            <>
              Only for this address <span className="faint">(optional)</span>
            </>
          }
          type="email"
          value={email}
          error={refusedField(error, 'email')}
          onChange={(event) => setEmail(event.target.value)}
        />
      )}
      {general !== null && general !== undefined && <ErrorNote error={general} />}
      <Button type="submit" look="primary" busy={isPending && 'Making the link…'}>
        Make link
      </Button>
    </form>
  );
}

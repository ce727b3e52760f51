import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api.ts';
import { type CurrentUser, currentUserQuery, workspacesQuery } from '../../queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { IdBadge } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldError, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { PasswordDialog } from './password-dialog.tsx';

type Change = { name: string } | { initials_color: number };

/** Changes one's own name or colour and shows it wherever it stands. */
function useUpdate(user: CurrentUser, said: string, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      call('users.update', { user: user.id, ...change }, { workspace: user.company.id }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries(currentUserQuery),
        client.invalidateQueries(workspacesQuery),
      ]);
      onDone?.();
      toast(said);
    },
  });
}

function NameForm({ user, onColor }: { user: CurrentUser; onColor: () => void }) {
  const [name, setName] = useState(user.name);
  const { mutate, isPending, error } = useUpdate(user, 'Name saved');
  const [short, setShort] = useState(false);
  const typed = name.trim();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setShort(typed.length < 2);
    if (typed.length >= 2 && typed !== user.name && !isPending) mutate({ name: typed });
  };
  const wrong = short ? 'The name needs at least 2 characters: type one more.' : refusedField(error, 'name');
  const general = generalError(error, ['name']);
  return (
    <form className="name-form" onSubmit={save} noValidate>
      <div className="cluster">
        <Avatar name={typed} color={user.initials_color ?? 1} />
        <input
          className="input w-md"
          type="text"
          aria-label="Name"
          autoComplete="name"
          maxLength={100}
          value={name}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? 'name-error' : undefined}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setName(user.name)}
        />
        {typed !== user.name && (
          <Button type="submit" look="primary" busy={isPending && 'Saving…'}>
            Save
          </Button>
        )}
        <Button aria-haspopup="dialog" onClick={onColor}>
          Colour
        </Button>
      </div>
      {wrong && <FieldError id="name-error">{wrong}</FieldError>}
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </form>
  );
}

function ColorDialog({ user, onClose }: { user: CurrentUser; onClose: () => void }) {
  const [color, setColor] = useState(user.initials_color ?? 1);
  const { mutate, isPending, error } = useUpdate(user, 'Colour saved', onClose);
  return (
    <Dialog
      title="Initials colour"
      onClose={onClose}
      onSubmit={() => !isPending && mutate({ initials_color: color })}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending && 'Saving…'}>
            Save
          </Button>
        </>
      }
    >
      <fieldset className="cluster">
        <legend className="sr">Colour</legend>
        {[1, 2, 3, 4, 5, 6].map((each) => (
          <label key={each} className="choice">
            <input
              className="radio"
              type="radio"
              name="initials-color"
              aria-label={`Colour ${each}`}
              checked={each === color}
              onChange={() => setColor(each)}
            />
            <Avatar name={user.name} color={each} />
          </label>
        ))}
      </fieldset>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

/** Name, colour, id, e-mail, password. */
export function YouSection({ user }: { user: CurrentUser }) {
  const [open, setOpen] = useState<'color' | 'password' | null>(null);
  const close = () => setOpen(null);
  return (
    <section className="section" aria-labelledby="h-you">
      <div className="section-head">
        <h2 id="h-you">You</h2>
      </div>
      <div className="panel">
        <div className="row row-wrap">
          <div>
            <div className="row-label">Name and colour</div>
            <p className="row-hint">How colleagues see you in member lists and the audit log.</p>
          </div>
          <div className="row-control">
            <NameForm key={user.name} user={user} onColor={() => setOpen('color')} />
          </div>
        </div>
        <div className="row">
          <div>
            <div className="row-label">User id</div>
            <p className="row-hint">Names you in the API. Not a secret.</p>
          </div>
          <div className="row-control">
            <IdBadge id={user.id} what="user id" />
          </div>
        </div>
        <div className="row row-wrap">
          <div>
            <div className="row-label">E-mail</div>
            <p className="row-hint">You sign in with it.</p>
          </div>
          <div className="row-control">
            <span className="sm">{user.email}</span>
          </div>
        </div>
        <div className="row row-wrap">
          <div>
            <div className="row-label">Password</div>
            <p className="row-hint">Changing it ends all other sessions.</p>
          </div>
          <div className="row-control">
            <Button aria-haspopup="dialog" onClick={() => setOpen('password')}>
              Change password
            </Button>
          </div>
        </div>
      </div>
      {open === 'color' && <ColorDialog user={user} onClose={close} />}
      {open === 'password' && <PasswordDialog onClose={close} />}
    </section>
  );
}

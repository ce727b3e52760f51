import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { modesQuery } from '../../queries.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { AccountForm, type NewAccount } from './account-form.tsx';
import { Door, DoorHead } from './door.tsx';
import { useLinkSecret } from './link-secret.ts';

function ClaimForm({ secret, least }: { secret: string; least: number }) {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (account: NewAccount) => call('login.claim', { secret, ...account }),
    onSuccess: () => navigate({ to: '/settings/profile', replace: true }),
  });
  return (
    <AccountForm
      least={least}
      submit="Make account and sign in"
      making={isPending}
      error={error}
      onSubmit={mutate}
    />
  );
}

const WHAT_NEXT = (
  <ol className="steps" aria-label="What happens next">
    <li>You get a workspace of your own.</li>
    <li>
      Create credentials and paste their block into <code>clearml-init</code>.
    </li>
    <li>Make accounts for your team when you are ready.</li>
  </ol>
);

/** The first account of a new server. Opening the link uses nothing up; submitting does. */
export function ClaimPage() {
  const secret = useLinkSecret();
  const modes = useQuery(modesQuery);
  const toSignIn = (
    <Link className="btn btn-primary btn-block" to="/login">
      Go to sign in
    </Link>
  );
  return (
    <Door title="Claim this server">
      <LoadedState query={modes} what="this server">
        {({ claimed, password_min_length }) => {
          if (claimed) {
            return (
              <>
                <DoorHead title="This server is claimed">
                  Its first account exists, so the link no longer works. If that was not you, stop Atrium and
                  start it with a new data folder.
                </DoorHead>
                {toSignIn}
              </>
            );
          }
          if (!secret) {
            return (
              <DoorHead title="This link is not complete">
                Its last part, behind the <code>#</code>, is missing. Copy the whole line that Atrium printed
                where it was started, up to its last character, and open it again.
              </DoorHead>
            );
          }
          return (
            <>
              <div>
                <span className="badge b-ok">
                  <Icon name="link" />
                  One-time link
                </span>
              </div>
              <DoorHead title="Claim this server">
                The first account administers it. The link stops working once you have made it.
              </DoorHead>
              <ClaimForm secret={secret} least={password_min_length} />
              {WHAT_NEXT}
            </>
          );
        }}
      </LoadedState>
    </Door>
  );
}

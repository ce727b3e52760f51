import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { currentUserQuery } from '../../queries.ts';
import { useSignOut } from '../../shell/sign-out.ts';
import { Button } from '../../ui/button.tsx';

/** One answer for what does not exist and for what is someone else's. */
export function NotFoundPage() {
  const { data: user } = useQuery(currentUserQuery);
  const signOut = useSignOut();
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Not found</h1>
          <p>
            Either this address leads nowhere, or it belongs to a workspace that {user?.email} is not a member
            of. Ask whoever sent you this link.
          </p>
        </div>
      </div>
      <div className="panel">
        <div className="row row-wrap">
          <div>
            <div className="row-label">Another account of yours?</div>
            <p className="row-hint">You come back to this address after signing in.</p>
          </div>
          <div className="row-control">
            <Button onClick={() => void signOut({ back: true })}>Use another account</Button>
          </div>
        </div>
        <div className="row row-wrap">
          <div>
            <div className="row-label">Your own workspaces</div>
            <p className="row-hint">Signed in as {user?.email}.</p>
          </div>
          <div className="row-control">
            <Link className="btn" to="/">
              Go to my workspace
            </Link>
          </div>
        </div>
      </div>
    </>
  );
}

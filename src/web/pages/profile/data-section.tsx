import { useState } from 'react';
import { pathBelowBase } from '../../base-path.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';

/** One's data as a file, and the end of the account. */
export function DataSection() {
  const [deleting, setDeleting] = useState(false);
  return (
    <section className="section" aria-labelledby="h-data">
      <div className="section-head">
        <h2 id="h-data">Your data</h2>
      </div>
      <div className="panel">
        <div className="row row-wrap">
          <div>
            <div className="row-label">Download my data</div>
            <p className="row-hint">
              One JSON file: profile, preferences, workspaces, credentials and sessions without their secrets,
              every version of your personal vaults with secrets masked, your own storage entries without
              their keys, your account's part of the audit log.
            </p>
          </div>
          <div className="row-control">
            <a className="btn" href={pathBelowBase('/api/users.export_own')} download>
              <Icon name="save" />
              Download my data
            </a>
          </div>
        </div>
      </div>
      <div className="panel danger-zone">
        <div className="row row-wrap">
          <div>
            <div className="row-label">Delete account</div>
            <p className="row-hint">
              Ends your sessions and credentials. What you did in workspaces of others stays there, under the
              name “deleted user”.
            </p>
          </div>
          <div className="row-control">
            <Button look="risk" aria-haspopup="dialog" onClick={() => setDeleting(true)}>
              Delete account
            </Button>
          </div>
        </div>
      </div>
      {deleting && <DeleteAccountDialog onClose={() => setDeleting(false)} />}
    </section>
  );
}

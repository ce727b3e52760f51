import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type CurrentUser, currentUserQuery } from '../../queries.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import './cleanup.css';
import { DeletionsSection } from './deletions-section.tsx';
import { KeysSection } from './keys-section.tsx';

function Cleanup({ company }: { company: CurrentUser['companies'][number] }) {
  const { id, name, role } = company;
  const manages = role === 'owner' || role === 'administrator';
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Storage cleanup</h1>
          <p>
            Objects in S3, Azure and Google Cloud that are no longer needed are deleted by the server, with
            your own credentials where they fit, else with those of {name}.
          </p>
        </div>
      </div>
      <DeletionsSection workspace={id} manages={manages} mayRetry={role !== 'viewer'} />
      {manages && (
        <KeysSection
          owner={{ workspace: id }}
          title={`Credentials of ${name}`}
          about="For every deletion in this workspace. Its owners and administrators change them; nobody sees a secret again."
          empty="Add keys that may delete, and deleting a task can take its stored files along."
        />
      )}
      <KeysSection
        owner="own"
        title="Your own credentials"
        about="For deletions that you start, in any of your workspaces; tried before the workspace’s. Only you change them."
        empty={
          manages
            ? 'Not needed where the credentials of the workspace fit.'
            : 'Not needed where the workspace has credentials; its administrators keep those.'
        }
      />
    </>
  );
}

/** Deleting stored objects: what was deleted, and the credentials for it. */
export function CleanupPage() {
  const { workspace } = useParams({ from: '/shell/w/$workspace/storage-cleanup' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.find(({ id }) => id === workspace);
  return mine ? <Cleanup key={mine.id} company={mine} /> : <NotFoundPage />;
}

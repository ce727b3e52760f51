import { useQuery } from '@tanstack/react-query';
import { currentUserQuery } from '../../queries.ts';
import { CredentialsSection } from './credentials-section.tsx';
import { DataSection } from './data-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { YouSection } from './you-section.tsx';

/** Who one is on this server, and where one is signed in. */
export function ProfilePage() {
  const { data: user } = useQuery(currentUserQuery);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Profile</h1>
          <p>Who you are on this server, and where you are signed in.</p>
        </div>
      </div>
      {user && <YouSection user={user} />}
      {user && <CredentialsSection user={user} />}
      <SessionsSection />
      <DataSection />
    </>
  );
}

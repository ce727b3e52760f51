import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { currentUserQuery, lastWorkspace, preferencesQuery } from '../queries.ts';

/** The workspace of the address, else the last one; undefined until both answers are there. */
export function useActiveWorkspace(): string | undefined {
  const { workspace } = useParams({ strict: false });
  const { data: user } = useQuery(currentUserQuery);
  const { data: preferences, isError } = useQuery(preferencesQuery);
  if (!user) return undefined;
  if (workspace && user.companies.some(({ id }) => id === workspace)) return workspace;
  return preferences || isError ? lastWorkspace(user, preferences ?? {}) : undefined;
}

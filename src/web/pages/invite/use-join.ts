import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call, WireError } from '../../api.ts';
import { inviteQuery } from './invite-query.ts';

/** Unknown, ended, full, for another address: then the page shows what the link has become. */
const CHANGED = [54, 56, 61, 67];

/** Runs `work`, which joins, and then opens the workspace; when the link has changed meanwhile, shows that. */
export function useJoin<Variables = void>(
  secret: string,
  work: (given: Variables) => Promise<{ company_id: string }>,
) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: work,
    onSuccess: async ({ company_id }) => {
      client.clear();
      await navigate({ to: '/w/$workspace/settings', params: { workspace: company_id }, replace: true });
    },
    onError: async (error) => {
      const ended = error instanceof WireError && (error.signedOut || CHANGED.includes(error.subcode));
      if (ended) await client.refetchQueries(inviteQuery(secret));
    },
  });
}

export const join = (secret: string) => call('login.join_company', { invite_id: secret });

/** Declines by the link, and shows that. */
export function useDecline(secret: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('invitations.decline', { invite_id: secret }),
    onSettled: () => client.refetchQueries(inviteQuery(secret)),
  });
}

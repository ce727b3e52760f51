import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call, WireError } from '../../api.ts';

export type InviteInfo = ResponseOf<'login.get_invite_info'>;

const UNKNOWN = 54;

/** What an invitation is; null for a link that leads nowhere. Kept nowhere: the secret is its key. */
export const inviteQuery = (secret: string) =>
  queryOptions({
    queryKey: ['invite', secret],
    staleTime: 0,
    gcTime: 0,
    queryFn: async (): Promise<InviteInfo | null> => {
      if (!secret) return null;
      try {
        return await call('login.get_invite_info', { invite_id: secret });
      } catch (error) {
        if (error instanceof WireError && error.subcode === UNKNOWN) return null;
        throw error;
      }
    },
  });

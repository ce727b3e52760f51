import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

export type Invites = ResponseOf<'organization.get_invites'>;
export type PendingInvite = Invites['invites'][number];

/** Pending invitations of a workspace that the person may see, its seats, and whether they may invite. */
export const invitesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['invites', workspace],
    queryFn: () => call('organization.get_invites', {}, { workspace }),
  });

export const refreshInvites = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: ['invites', workspace] });

/** Seats nobody has and no invitation holds; null for any number. */
export function freeSeats({ allowed_users, allocated_users, held_users }: Invites): number | null {
  return allowed_users === null ? null : Math.max(0, allowed_users - allocated_users - held_users);
}

/** "2 of 6 seats are free." */
export function seatsSaid(invites: Invites): string {
  const free = freeSeats(invites);
  if (free === null) return 'There is room for any number of users.';
  if (free === 0) return `All ${invites.allowed_users} seats are taken or held by invitations.`;
  return `${free} of ${invites.allowed_users} seats ${free === 1 ? 'is' : 'are'} free.`;
}

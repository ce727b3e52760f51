import { pathBelowBase } from './base-path.ts';

/** The address of the accept page for one of ClearML's form (`?invite=<secret>`); undefined for any other. */
export function inviteAddress(search: string): string | undefined {
  const secret = new URLSearchParams(search).get('invite');
  return secret === null ? undefined : `/invite#${encodeURIComponent(secret)}`;
}

/** Takes an invitation's secret out of the address's query before the router sees it; history never holds it. */
export function hideInvite(): void {
  const address = inviteAddress(window.location.search);
  if (address) window.history.replaceState(null, '', pathBelowBase(address));
}

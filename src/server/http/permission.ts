import type { Endpoint } from '../../contract/endpoint.ts';
import { WireError } from './errors.ts';
import type { Principal } from './principal.ts';

/**
 * Refuses a caller whom the contract entry does not admit.
 * @throws WireError 403/20
 */
export function requirePermission(endpoint: Endpoint, caller: Principal): void {
  const { account, role, via, impersonator } = caller;
  if (endpoint.server_admin && (!account.server_admin || impersonator))
    throw new WireError('role_not_allowed', { rule: 'for administrators of this server' });
  if (endpoint.scope === 'workspace' && !endpoint.roles.includes(role))
    throw new WireError('role_not_allowed', { rule: 'role', role, allowed_roles: endpoint.roles });
  if (endpoint.session_only && via !== 'cookie')
    throw new WireError('role_not_allowed', { rule: 'only from the page, not with a key pair or token' });
  if (endpoint.no_impersonation && impersonator)
    throw new WireError('role_not_allowed', { rule: 'not while acting for another account' });
}

import { ADMINISTRATORS } from '../../../contract/endpoint.ts';
import type { Principal } from '../../http/principal.ts';
import type { Who } from './store.ts';

/** The caller as vaults know them. */
export const whoOf = ({ workspace, account, role }: Principal): Who => ({
  workspace_id: workspace.id,
  account_id: account.id,
  manages: ADMINISTRATORS.includes(role),
});

import type { ResponseOf } from '../../../contract/contract.ts';
import type { listCredentials } from './store.ts';

type Row = Omit<Awaited<ReturnType<typeof listCredentials>>[number], 'workspace_id'>;
type Shown = ResponseOf<'auth.get_credentials'>['credentials'][number];

/** A key pair as lists show it; what was never set is left out, as ClearML does. */
export function shownCredential(row: Row): Shown {
  const from = row.worker ?? row.address;
  return {
    access_key: row.access_key,
    created: row.created_at,
    expires: row.expires_at,
    ...(row.label !== null && { label: row.label }),
    ...(row.used_at !== null && { last_used: row.used_at }),
    ...(from && { last_used_from: from }),
    ...(row.address && { last_used_address: row.address }),
    ...(row.client && { last_used_client: row.client }),
    ...(row.replaced_by && { replaced_by: row.replaced_by }),
  };
}

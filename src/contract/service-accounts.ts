import { z } from 'zod';
import { accessKey, credential, expires, newCredential } from './auth.ts';
import { ADMINISTRATORS, endpoint } from './endpoint.ts';
import { id, label, line, nothing, personName, time } from './fields.ts';

const own = { effect: 'write', atrium: true, no_impersonation: true } as const;
const administered = { ...own, roles: ADMINISTRATORS } as const;
const which = z.object({ service_account: id });

const description = line(0, 200);
/** A service account is never more than a member. */
const role = z.enum(['member', 'viewer']);

const serviceAccount = z.object({
  id,
  name: z.string(),
  description: z.string(),
  role,
  may_impersonate: z.boolean(),
  created: time,
  created_by: z.object({ id, name: z.string() }).nullable(),
  last_used: time.nullable(),
  credential_count: z.number(),
  /** Its key pairs, for administrators of the workspace. */
  credentials: z.array(credential).optional(),
});

export const serviceAccounts = {
  'service_accounts.get_all': endpoint(
    { ...own, summary: 'Lists the service accounts of the request’s workspace.', effect: 'read' },
    nothing,
    z.object({ service_accounts: z.array(serviceAccount) }),
  ),
  'service_accounts.create': endpoint(
    { ...administered, summary: 'Makes a service account: it cannot sign in and takes no seat.' },
    z.object({ name: personName, description: description.default(''), role: role.default('member') }),
    z.object({ id }),
  ),
  'service_accounts.update': endpoint(
    { ...administered, summary: 'Changes name, description or role of a service account.' },
    which.extend({ name: personName.nullish(), description: description.nullish(), role: role.nullish() }),
    z.object({ updated: z.number() }),
  ),
  'service_accounts.delete': endpoint(
    { ...administered, summary: 'Removes a service account; its key pairs and tokens end with it.' },
    which,
    nothing,
  ),
  'service_accounts.create_credentials': endpoint(
    {
      ...administered,
      summary:
        'Makes a key pair for a service account, shown this once; by an owner if it may act for others.',
    },
    which.extend({ label: label.nullish(), expires }),
    z.object({ credentials: newCredential }),
  ),
  'service_accounts.revoke_credentials': endpoint(
    { ...administered, summary: 'Ends a key pair of a service account and every token made with it.' },
    which.extend({ access_key: accessKey }),
    z.object({ revoked: z.number() }),
  ),
  'service_accounts.set_impersonation': endpoint(
    {
      ...own,
      roles: ['owner'],
      summary: 'Lets a service account act for any member of the workspace, or ends that.',
    },
    which.extend({ may_impersonate: z.boolean() }),
    nothing,
  ),
};

import { z } from 'zod';
import { ADMINISTRATORS, endpoint, ROLES } from './endpoint.ts';
import { id, integer, nothing, time, workspaceName } from './fields.ts';

const own = { atrium: true, no_impersonation: true } as const;
/** About the caller's own workspaces, whichever one a key pair would be for: only the page may. */
const account = { ...own, scope: 'account', session_only: true } as const;
const owner = { ...own, roles: ['owner'], session_only: true } as const;
const admin = { ...own, scope: 'server', server_admin: true } as const;

const user = z.string();
const seats = integer.pipe(z.number().min(1).max(1_000_000)).nullable();

export const workspaces = {
  'workspaces.create': endpoint(
    { ...account, summary: 'Makes a workspace that the caller owns.', effect: 'write' },
    z.object({ name: workspaceName }),
    z.object({ id }),
  ),
  'workspaces.update': endpoint(
    {
      ...own,
      summary: 'Renames the workspace, or says whether plain members may invite.',
      effect: 'write',
      roles: ADMINISTRATORS,
    },
    z.object({ name: workspaceName.nullish(), members_invite: z.boolean().nullish() }),
    z.object({
      updated: z.number(),
      fields: z.object({ name: z.string().optional(), members_invite: z.boolean().optional() }),
    }),
  ),
  'workspaces.delete': endpoint(
    {
      ...owner,
      summary:
        'Deletes the workspace, whose name must be typed; its owners can bring it back for seven days, without credentials and invitations.',
      effect: 'write',
    },
    z.object({ name: z.string() }),
    z.object({ erased: time }),
  ),
  'workspaces.get_deleted': endpoint(
    { ...account, summary: 'Lists deleted workspaces that the caller can bring back.', effect: 'read' },
    nothing,
    z.object({
      workspaces: z.array(z.object({ id, name: z.string(), deleted: time, erased: time })),
    }),
  ),
  'workspaces.restore': endpoint(
    {
      ...account,
      summary: 'Brings a deleted workspace back, without credentials and invitations.',
      effect: 'write',
    },
    z.object({ workspace: z.string() }),
    nothing,
  ),
  'workspaces.locate': endpoint(
    {
      ...account,
      summary: 'Tells which of the caller’s workspaces holds a task, project, model or queue.',
      effect: 'read',
    },
    z.object({ kind: z.enum(['task', 'project', 'model', 'queue']), id: z.string().max(64) }),
    z.object({ workspace: id }),
  ),
  'workspaces.get_all': endpoint(
    { ...admin, summary: 'Lists the workspaces of this server with their seats.', effect: 'read' },
    z.object({
      search: z.string().max(200).nullish(),
      after: z.string().max(800).nullish(),
      page_size: integer.pipe(z.number().min(1).max(200)).default(50),
    }),
    z.object({
      workspaces: z.array(
        z.object({
          id,
          name: z.string(),
          personal: z.boolean(),
          owners: z.array(z.string()),
          people: z.number(),
          seats: z.number().nullable(),
          created: time,
        }),
      ),
      next: z.string().nullable(),
    }),
  ),
  'workspaces.set_seats': endpoint(
    {
      ...admin,
      summary: 'Limits how many people a workspace may have, null for no limit; nobody is removed.',
      effect: 'write',
    },
    z.object({ workspace: z.string(), seats }),
    nothing,
  ),
  'workspaces.set_role': endpoint(
    { ...own, summary: 'Changes what a member may do.', effect: 'write', roles: ADMINISTRATORS },
    z.object({ user, role: z.enum(ROLES) }),
    z.object({ updated: z.number() }),
  ),
  'workspaces.transfer': endpoint(
    {
      ...owner,
      summary: 'Makes another member owner and the caller administrator, in one step.',
      effect: 'write',
    },
    z.object({ user }),
    nothing,
  ),
  'workspaces.remove_member': endpoint(
    {
      ...own,
      summary: 'Removes a member; their key pairs and tokens for this workspace end.',
      effect: 'write',
      roles: ADMINISTRATORS,
    },
    z.object({ user }),
    z.object({ credentials_revoked: z.number() }),
  ),
  'workspaces.leave_preview': endpoint(
    {
      ...own,
      summary: 'Tells what stops when the caller leaves, or a member is removed.',
      effect: 'read',
    },
    z.object({ user: user.nullish() }),
    z.object({
      workers: z.array(z.object({ worker: z.string(), client: z.string(), seen: time })),
      credentials: z.array(
        z.object({ access_key: z.string(), label: z.string(), last_used: time.nullable() }),
      ),
      /** Names of the workspace's vaults that are served to them now. */
      vaults: z.array(z.string()),
      /** Their personal vault there, which is deleted. */
      personal_vault: z.boolean(),
    }),
  ),
};

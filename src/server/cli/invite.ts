import { ROLES, type Role } from '../../contract/endpoint.ts';
import type { InvitationExpiry } from '../../contract/invitations.ts';
import {
  createInvitation,
  inviteUrl,
  revokeInvitations,
  type Wanted,
} from '../features/invitations/invitations.ts';
import { findWorkspaceOfInvitation, listInvitations } from '../features/invitations/store.ts';
import { findWorkspaceOf } from '../features/workspaces/store.ts';
import { OperatorError } from '../operator-error.ts';
import { onlyPositional, parseCommand, UsageError } from './usage-error.ts';
import { requirePerson } from './user.ts';
import { printDocument, type Store, withStore } from './with-store.ts';

const OPERATOR = { actor_id: null };
const MAX_LISTED = 1_000_000;
const MAX_USES = 10_000;
const EXPIRIES: readonly InvitationExpiry[] = ['24h', '7d', '30d'];

const OPTIONS = {
  json: { type: 'boolean' },
  all: { type: 'boolean' },
  user: { type: 'string' },
  workspace: { type: 'string' },
  role: { type: 'string' },
  email: { type: 'string' },
  uses: { type: 'string' },
  expires: { type: 'string' },
  note: { type: 'string' },
} as const;
type Options = ReturnType<typeof parseCommand<{ options: typeof OPTIONS }>>['values'];

/** atrium invite create|list|revoke */
export async function invite([action = '', ...args]: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: OPTIONS, allowPositionals: true });
  if (action === 'revoke') return revoke(onlyPositional(positionals, 'id of an invitation'), values.json);
  if (action !== 'create' && action !== 'list') throw new UsageError(`There is no "invite ${action}".`);
  if (positionals[0] !== undefined) throw new UsageError(`"${positionals[0]}" is one word too many.`);
  if (!values.user) throw new UsageError('--user is needed: the e-mail address or id of who invites.');
  return action === 'create' ? create(values) : list(values);
}

/** Who invites, with their role there. @throws OperatorError when they do not belong to the workspace */
async function requireInviter({ db }: Pick<Store, 'db'>, { user = '', workspace }: Options) {
  const account = await requirePerson(db, user);
  const found = await findWorkspaceOf(db, account.id, workspace);
  if (!found)
    throw new OperatorError(`${account.email} belongs to no workspace "${workspace ?? 'of their own'}".`);
  return { workspace_id: found.id, account_id: account.id, role: found.role, name: found.name };
}

function readUses(text: string | undefined): number | null {
  if (text === 'any') return null;
  const uses = Number(text ?? 1);
  if (!Number.isInteger(uses) || uses < 1 || uses > MAX_USES)
    throw new UsageError(`--uses takes a whole number from 1 to ${MAX_USES}, or "any".`);
  return uses;
}

function readWanted({ role = 'member', expires = '7d', uses, email, note = '' }: Options): Wanted {
  if (!ROLES.includes(role as Role)) throw new UsageError(`--role takes one of ${ROLES.join(', ')}.`);
  if (!EXPIRIES.includes(expires as InvitationExpiry))
    throw new UsageError(`--expires takes one of ${EXPIRIES.join(', ')}.`);
  if (note.length > 500 || /\p{Cc}/u.test(note))
    throw new UsageError('--note takes one line of at most 500 characters.');
  return {
    role: role as Role,
    expires_in: expires as InvitationExpiry,
    uses: readUses(uses),
    email: email ?? null,
    note,
  };
}

async function create(options: Options): Promise<number> {
  const wanted = readWanted(options);
  const document = await withStore(async (store) => {
    const { name, ...inviter } = await requireInviter(store, options);
    const made = await createInvitation(store.db, store.keyRing, inviter, wanted, OPERATOR);
    return {
      id: made.invite,
      url: inviteUrl(store.config.web_url, made.secret),
      expires: made.expires,
      workspace_id: inviter.workspace_id,
      workspace: name,
    };
  });
  printDocument(options.json, document, [
    document.url,
    `It leads to ${document.workspace}, until ${document.expires}. It is shown this once.`,
  ]);
  return 0;
}

async function list(options: Options): Promise<number> {
  const rows = await withStore(async (store) => {
    const { workspace_id } = await requireInviter(store, options);
    const order = { by: 'created_at', descending: true } as const;
    return listInvitations(store.db, {
      workspace_id,
      pending: !options.all,
      order,
      limit: MAX_LISTED,
      offset: 0,
    });
  });
  const invitations = rows.map((row) => ({
    id: row.id,
    state: row.state,
    role: row.role,
    email: row.locked_to,
    inviter: row.inviter_email,
    uses: row.uses,
    uses_allowed: row.uses_allowed,
    created: row.created_at,
    expires: row.expires_at,
    note: row.note,
  }));
  const lines = invitations.map((row) =>
    [row.id, row.state, row.role, row.email ?? 'anyone with the link', row.expires].join('\t'),
  );
  printDocument(options.json, { invitations }, lines.length > 0 ? lines : ['No invitations.']);
  return 0;
}

async function revoke(id: string, json: boolean | undefined): Promise<number> {
  const revoked = await withStore(async ({ db }) => {
    const workspace_id = await findWorkspaceOfInvitation(db, id);
    if (workspace_id === undefined)
      throw new OperatorError(`There is no invitation ${id.slice(0, 64)}. atrium invite list shows them.`);
    return revokeInvitations(db, { workspace_id, account_id: '', role: 'owner' }, [id], OPERATOR);
  });
  if (revoked === 0) throw new OperatorError('That invitation had ended already.');
  printDocument(json, { revoked }, ['Revoked; its link no longer works.']);
  return 0;
}

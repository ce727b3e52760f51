import { createCredential, revokeAnyCredential } from '../features/credentials/credentials.ts';
import { listCredentials } from '../features/credentials/store.ts';
import { findWorkspaceOf } from '../features/workspaces/store.ts';
import { OperatorError } from '../operator-error.ts';
import { onlyPositional, parseCommand, UsageError } from './usage-error.ts';
import { requirePerson } from './user.ts';
import { printDocument, type Store, withStore } from './with-store.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  user: { type: 'string' },
  workspace: { type: 'string' },
  label: { type: 'string' },
} as const;

/** atrium credentials create|list|revoke */
export async function credentials([action = '', ...args]: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: OPTIONS, allowPositionals: true });
  switch (action) {
    case 'create':
    case 'list':
      requireOwnerNamed(values, positionals);
      return action === 'create' ? create(values) : list(values);
    case 'revoke':
      requireNone(values);
      return revoke(onlyPositional(positionals, 'access key'), values.json);
    default:
      throw new UsageError(`There is no "credentials ${action}".`);
  }
}

interface Wanted {
  json?: boolean | undefined;
  user?: string | undefined;
  workspace?: string | undefined;
  label?: string | undefined;
}

function requireOwnerNamed({ user }: Wanted, [extra]: string[]): void {
  if (!user) throw new UsageError('--user is needed: an e-mail address or id.');
  if (extra !== undefined) throw new UsageError(`"${extra}" is one word too many.`);
}

/** An access key says whose it is. */
function requireNone({ user, workspace, label }: Wanted): void {
  if (user ?? workspace ?? label) throw new UsageError('credentials revoke takes an access key alone.');
}

/**
 * The account and workspace a command names, the personal workspace when it names none.
 * @throws OperatorError when there is no such account, or it does not belong to the workspace
 */
export async function requireOwner(
  { db }: Pick<Store, 'db'>,
  { user = '', workspace }: Pick<Wanted, 'user' | 'workspace'>,
) {
  const account = await requirePerson(db, user);
  const found = await findWorkspaceOf(db, account.id, workspace);
  if (!found)
    throw new OperatorError(`${account.email} belongs to no workspace "${workspace ?? 'of their own'}".`);
  return { workspace_id: found.id, account_id: account.id };
}

async function create(wanted: Wanted): Promise<number> {
  const document = await withStore(async (store) => {
    const owner = await requireOwner(store, wanted);
    const made = await createCredential(
      store.db,
      store.keyRing,
      owner,
      { label: wanted.label || null },
      { actor_id: null },
    );
    const { web_url, api_url, files_url } = store.config;
    return {
      access_key: made.access_key,
      secret_key: made.secret_key,
      web_server: `${web_url}/`,
      api_server: api_url,
      files_server: files_url,
      workspace_id: owner.workspace_id,
    };
  });
  printDocument(wanted.json, document, [
    'api {',
    `  web_server: ${document.web_server}`,
    `  api_server: ${document.api_server}`,
    `  files_server: ${document.files_server}`,
    '  credentials {',
    `    "access_key" = "${document.access_key}"`,
    `    "secret_key" = "${document.secret_key}"`,
    '  }',
    '}',
  ]);
  return 0;
}

async function list(wanted: Wanted): Promise<number> {
  const rows = await withStore(async (store) => {
    const owner = await requireOwner(store, wanted);
    return listCredentials(store.db, owner.account_id, owner.workspace_id);
  });
  const document = rows.map((row) => ({
    access_key: row.access_key,
    label: row.label,
    workspace_id: row.workspace_id,
    created: row.created_at,
    expires: row.expires_at,
    last_used: row.used_at,
    last_used_from: row.worker ?? row.address,
    last_used_client: row.client,
    replaced_by: row.replaced_by,
  }));
  const lines = document.map((row) =>
    [row.access_key, row.label ?? '', row.last_used ?? 'never used'].join('\t'),
  );
  printDocument(wanted.json, { credentials: document }, lines.length > 0 ? lines : ['No credentials yet.']);
  return 0;
}

async function revoke(accessKey: string, json: boolean | undefined): Promise<number> {
  const revoked = await withStore(({ db }) => revokeAnyCredential(db, accessKey));
  if (!revoked)
    throw new OperatorError(`There is no access key ${accessKey.slice(0, 64)}, or it was revoked before.`);
  printDocument(json, { revoked: 1 }, ['Revoked; its tokens are refused within a second.']);
  return 0;
}

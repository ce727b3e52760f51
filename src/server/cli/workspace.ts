import type { Db } from '../db/database.ts';
import {
  findWorkspacesNamed,
  listAllWorkspaces,
  listEveryMember,
} from '../features/workspaces/all-workspaces.ts';
import { createWorkspace, setSeats } from '../features/workspaces/workspaces.ts';
import { OperatorError } from '../operator-error.ts';
import { onlyPositional, parseCommand, UsageError } from './usage-error.ts';
import { requirePerson } from './user.ts';
import { printDocument, withStore } from './with-store.ts';
import { requireWorkspaceName } from './workspace-name.ts';

const OPERATOR = { actor_id: null };
const JSON_OPTION = { json: { type: 'boolean' } } as const;
const MAX_LISTED = 1_000_000;
const MAX_SEATS = 1_000_000;

/** atrium workspace create|list|members|set-seats */
export async function workspace([action = '', ...args]: string[]): Promise<number> {
  switch (action) {
    case 'create':
      return create(args);
    case 'list':
      return list(args);
    case 'members':
      return members(args);
    case 'set-seats':
      return seats(args);
    default:
      throw new UsageError(`There is no "workspace ${action}".`);
  }
}

/** @throws OperatorError when no workspace has that id or name, or several have the name */
export async function requireWorkspace(db: Db, idOrName: string): Promise<{ id: string; name: string }> {
  const [found, another] = await findWorkspacesNamed(db, idOrName);
  if (!found)
    throw new OperatorError(`There is no workspace "${idOrName}". atrium workspace list shows them all.`);
  if (another && found.id !== idOrName)
    throw new OperatorError(`Several workspaces are called "${idOrName}": name one by its id.`);
  return found;
}

async function create(args: string[]): Promise<number> {
  const { values } = parseCommand({
    args,
    options: { ...JSON_OPTION, owner: { type: 'string' }, name: { type: 'string' } },
  });
  if (!values.owner || !values.name) throw new UsageError('workspace create needs --owner and --name.');
  const owner = values.owner;
  const name = requireWorkspaceName(values.name);
  const document = await withStore(async ({ db }) => {
    const person = await requirePerson(db, owner);
    const id = await createWorkspace(db, { name, account_id: person.id }, OPERATOR);
    return { id, name, owner: person.email };
  });
  printDocument(values.json, document, [`Made ${name} (${document.id}), owned by ${document.owner}.`]);
  return 0;
}

async function list(args: string[]): Promise<number> {
  const { values } = parseCommand({ args, options: JSON_OPTION });
  const rows = await withStore(({ db }) =>
    listAllWorkspaces(db, { search: undefined, after: undefined, limit: MAX_LISTED }),
  );
  const workspaces = rows.map(({ sort_name: _sort, ...row }) => row);
  const lines = workspaces.map((w) =>
    [w.id, w.name, w.owners.join(', '), `${w.people} of ${w.seats ?? 'any number of'} users`].join('\t'),
  );
  printDocument(values.json, { workspaces }, lines.length > 0 ? lines : ['No workspaces yet.']);
  return 0;
}

async function members(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: JSON_OPTION, allowPositionals: true });
  const named = onlyPositional(positionals, 'workspace (id or exact name)');
  const document = await withStore(async ({ db }) => {
    const { id, name } = await requireWorkspace(db, named);
    return { id, name, members: await listEveryMember(db, id) };
  });
  const lines = document.members.map((m) =>
    [m.id, m.email ?? 'service account', m.name, m.role, m.state].join('\t'),
  );
  printDocument(values.json, document, lines);
  return 0;
}

async function seats(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: JSON_OPTION, allowPositionals: true });
  const [named, wanted, ...more] = positionals;
  if (named === undefined || wanted === undefined || more.length > 0)
    throw new UsageError('workspace set-seats needs a workspace (id or exact name) and a number or "none".');
  const limit = wanted === 'none' ? null : Number(wanted);
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1 && limit <= MAX_SEATS))
    throw new UsageError(`Seats are a whole number from 1 to ${MAX_SEATS}, or "none".`);
  const { id, name } = await withStore(async ({ db }) => {
    const found = await requireWorkspace(db, named);
    await setSeats(db, found.id, limit, OPERATOR);
    return found;
  });
  printDocument(values.json, { id, name, seats: limit }, [
    limit === null ? `${name} has no seat limit.` : `${name} has ${limit} seats; nobody was removed.`,
  ]);
  return 0;
}

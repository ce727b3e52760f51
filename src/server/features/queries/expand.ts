import type { Db } from '../../db/database.ts';
import type { Principal } from '../../http/principal.ts';
import type { EntityFields } from './fields.ts';
import { type Listed, type ListQuery, type ListRequest, listDocuments } from './list.ts';
import { whoseList } from './list-request.ts';
import { type Named, type NamedTable, namesOf } from './names-store.ts';
import type { Document } from './projection.ts';

/** Fields that hold another entity's id, and where its name stands. */
const REFERENCES: Record<EntityFields['table'], Readonly<Record<string, NamedTable>>> = {
  tasks: { user: 'accounts', project: 'projects', parent: 'tasks' },
  projects: { user: 'accounts', parent: 'projects' },
  models: { user: 'accounts', project: 'projects', task: 'tasks', parent: 'models' },
  queues: { user: 'accounts' },
};

/** Turns `user`, `company`, `project`, `parent`, `task` of documents from ids into `{id, name}`, as in `get_all_ex`. */
export async function expandDocuments(
  db: Db,
  workspace: Named,
  entity: EntityFields,
  documents: readonly Document[],
): Promise<Document[]> {
  const references = Object.entries(REFERENCES[entity.table]);
  const ids = (field: string) => documents.flatMap((document) => textOf(document[field]) ?? []);
  const names = await Promise.all(
    references.map(
      async ([field, table]) => [field, await namesOf(db, workspace.id, table, ids(field))] as const,
    ),
  );
  return documents.map((document) => {
    const expanded = { ...document };
    if (document.company !== undefined) expanded.company = { id: workspace.id, name: workspace.name };
    for (const [field, known] of names) {
      const id = textOf(document[field]);
      if (id !== undefined) expanded[field] = known.get(id) ?? { id };
    }
    return expanded;
  });
}

/** A list in its `_ex` form; `only_fields` may name fields of what is expanded, such as `project.name`. */
export async function listExpanded(
  db: Db,
  caller: Principal,
  entity: EntityFields,
  { only_fields: only, ...query }: ListQuery,
  extra?: ListRequest['extra'],
): Promise<Listed> {
  const names = typeof only === 'string' ? [only] : (only ?? []);
  const expandable = new Set(['company', ...Object.keys(REFERENCES[entity.table])]);
  const only_fields = names.map((name) => {
    const [first = '', ...rest] = name.split('.');
    return expandable.has(first) && rest.length > 0 ? first : name;
  });
  const listed = await listDocuments(db, entity, {
    ...whoseList(caller),
    query: { ...query, only_fields },
    extra,
  });
  return { ...listed, documents: await expandDocuments(db, caller.workspace, entity, listed.documents) };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

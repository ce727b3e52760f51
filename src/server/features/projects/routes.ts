import type { ParsedRequestOf } from '../../../contract/contract.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { PROJECT_FIELDS } from '../queries/entity-fields.ts';
import { findDocument, listDocuments } from '../queries/list.ts';
import { shownList, whoseList } from '../queries/list-request.ts';
import { createProject, updateProject } from './projects.ts';
import { shallowSearch } from './shallow-search.ts';

type Names = 'projects.create' | 'projects.get_all' | 'projects.get_by_id' | 'projects.update';

/** Projects as clients make, find and change them. */
export function projectRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'projects.create'(caller, body) {
      return { id: await createProject(db, { ...ownerOf(caller), ...given(body), name: body.name }) };
    },
    async 'projects.get_all'(caller, query) {
      const request = { ...whoseList(caller), query, extra: shallowSearch(query) };
      return shownList('projects', await listDocuments(db, PROJECT_FIELDS, request));
    },
    async 'projects.get_by_id'(caller, { project: id }) {
      const project = await findDocument(db, PROJECT_FIELDS, caller.workspace.id, id);
      if (!project) throw new WireError('invalid_project_id', { field: 'project' }, `id=${id}`);
      return { project };
    },
    async 'projects.update'(caller, { project, ...body }) {
      const fields = given(body);
      await updateProject(db, caller.workspace.id, project, fields);
      return Object.keys(fields).length > 0 ? { updated: 1, fields } : { updated: 0, fields: {} };
    },
  };
}

export const ownerOf = ({ workspace, account }: Principal) => ({
  workspace_id: workspace.id,
  user_id: account.id,
});

type Body = Omit<ParsedRequestOf<'projects.update'>, 'project'>;
type Given = { [Name in keyof Body]?: NonNullable<Body[Name]> };

/** The fields a request gives a value; null stands for none given, as clients send it. */
const given = (body: Body): Given =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value != null));

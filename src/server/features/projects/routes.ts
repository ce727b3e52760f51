import type { ParsedRequestOf } from '../../../contract/contract.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { PROJECT_FIELDS } from '../queries/entity-fields.ts';
import { findDocument, listDocuments } from '../queries/list.ts';
import { shownList, whoseList } from '../queries/list-request.ts';
import { requesterOf, type TaskHooks } from '../tasks/task-hooks.ts';
import { countContents } from './contents-store.ts';
import { deleteProject } from './delete-project.ts';
import { listProjects } from './list-projects.ts';
import { mergeProject, moveProject } from './move-project.ts';
import { createProject, requireProject, updateProject } from './projects.ts';
import { shallowSearch } from './shallow-search.ts';

type Names =
  | 'projects.create'
  | 'projects.get_all'
  | 'projects.get_all_ex'
  | 'projects.get_by_id'
  | 'projects.update'
  | 'projects.validate_delete'
  | 'projects.delete'
  | 'projects.move'
  | 'projects.merge';

interface Parts extends Pick<Database, 'db'> {
  hooks: readonly TaskHooks[];
}

/** Projects as clients make, find and change them. */
export function projectRoutes({ db, hooks }: Parts): Pick<Handlers, Names> {
  return {
    async 'projects.create'(caller, body) {
      return { id: await createProject(db, { ...ownerOf(caller), ...given(body), name: body.name }) };
    },
    async 'projects.get_all'(caller, query) {
      const request = { ...whoseList(caller), query, extra: shallowSearch(query) };
      return shownList('projects', await listDocuments(db, PROJECT_FIELDS, request));
    },
    async 'projects.get_all_ex'(caller, query) {
      return shownList('projects', await listProjects(db, caller, query));
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
    async 'projects.validate_delete'({ workspace }, { project }) {
      await requireProject(db, workspace.id, project);
      return countContents(db, workspace.id, project);
    },
    async 'projects.delete'(caller, { project, force, delete_contents, delete_stored_objects }, { facts }) {
      const wanted = {
        force: force ?? false,
        delete_contents: delete_contents ?? false,
        asked_by: requesterOf(caller, facts, delete_stored_objects),
      };
      return deleteProject(db, caller.workspace.id, project, wanted, hooks);
    },
    async 'projects.move'(caller, { project, new_location }) {
      return { moved: await moveProject(db, ownerOf(caller), project, new_location ?? undefined) };
    },
    'projects.merge': ({ workspace }, { project, destination_project }) =>
      mergeProject(db, workspace.id, project, destination_project ?? undefined),
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

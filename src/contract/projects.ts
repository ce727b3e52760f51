import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { document, entityName, listQuery, tags, updated } from './entities.ts';

const projectQuery = listQuery.extend({
  /** Only projects without a parent, or direct children of the given `parent`s. */
  shallow_search: z.boolean().nullish(),
});
const projectList = z.object({ projects: z.array(document), scroll_id: z.string().optional() });

const given = {
  description: z.string().max(10_000).nullish(),
  tags: tags.nullish(),
  system_tags: tags.nullish(),
  default_output_destination: z.string().max(2_000).nullish(),
};

export const projects = {
  'projects.create': endpoint(
    { summary: 'Makes a project, and those its path runs through.', effect: 'write', roles: WRITERS },
    z.object({ name: entityName, ...given }),
    z.object({ id: z.string() }),
  ),
  'projects.get_all': endpoint(
    { summary: 'Lists projects as they are filtered, ordered, projected and paged.', effect: 'read' },
    projectQuery,
    projectList,
  ),
  'projects.get_by_id': endpoint(
    { summary: 'Gives a project.', effect: 'read' },
    z.object({ project: z.string() }),
    z.object({ project: document }),
  ),
  'projects.update': endpoint(
    {
      summary: 'Changes a project; a new name keeps its place, and renames what is below it.',
      effect: 'write',
      roles: WRITERS,
    },
    z.object({ project: z.string(), name: entityName.nullish(), ...given }),
    updated,
  ),
};

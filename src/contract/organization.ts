import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer, listQuery, texts } from './entities.ts';
import { nothing } from './fields.ts';
import { tagsAnswer, tagsQuery } from './projects.ts';

const person = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string().nullable(),
  initials_color: z.number(),
});

const query = listQuery.nullish();
const count = z.number().optional();

export const organization = {
  'organization.get_user_companies': endpoint(
    {
      summary: 'Lists the caller’s workspaces, the personal one first.',
      effect: 'read',
      scope: 'account',
    },
    nothing,
    z.object({
      companies: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          role: z.string(),
          personal: z.boolean(),
          allocated: z.number(),
          allowed: z.number().nullable(),
          members_invite: z.boolean(),
          owners: z.array(person),
          members: z.array(person),
        }),
      ),
    }),
  ),
  'organization.get_tags': endpoint(
    { summary: 'Lists the tags of tasks and models, sorted.', effect: 'read' },
    tagsQuery,
    tagsAnswer,
  ),
  'organization.get_entities_count': endpoint(
    { summary: 'Counts what a query finds of each kind that is asked for.', effect: 'read' },
    z.object({
      projects: query,
      tasks: query,
      models: query,
      pipelines: query,
      pipeline_runs: query,
      datasets: query,
      dataset_versions: query,
      reports: query,
      active_users: texts.nullish(),
      search_hidden: z.boolean().nullish(),
      allow_public: z.boolean().nullish(),
      limit: integer.nullish(),
    }),
    z.object({
      projects: count,
      tasks: count,
      models: count,
      pipelines: count,
      pipeline_runs: count,
      datasets: count,
      dataset_versions: count,
      reports: count,
      errors: z.record(z.string(), z.string()),
    }),
  ),
};

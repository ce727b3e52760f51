import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { nothing, time } from './fields.ts';

export const server = {
  'server.info': endpoint(
    {
      summary: 'Tells the versions of this server.',
      effect: 'read',
      scope: 'server',
      versions: ['1.0', '2.8', '2.12'],
    },
    nothing,
    z.object({
      version: z.string(),
      build: z.string(),
      commit: z.string(),
      uid: z.string().optional(),
      api_version: z.string().optional(),
    }),
  ),
  'server.addresses': endpoint(
    {
      summary:
        'Gives the three addresses that set-up blocks show, and others under which stored files were or are kept.',
      effect: 'read',
      scope: 'server',
      atrium: true,
    },
    nothing,
    z.object({
      web_server: z.string(),
      api_server: z.string(),
      files_server: z.string(),
      former_files_servers: z.array(z.string()),
    }),
  ),
  'server.report_stats_option': endpoint(
    {
      summary: 'Reads the server-wide switch for anonymous usage data; administrators of the server set it.',
      effect: 'write',
      scope: 'server',
      no_impersonation: true,
    },
    z.object({ enabled: z.boolean().nullish() }),
    z.object({
      supported: z.boolean(),
      enabled: z.boolean(),
      enabled_time: time.nullish(),
      enabled_version: z.string().nullish(),
      enabled_user: z.string().nullish(),
      current_version: z.string(),
    }),
  ),
  'server.usage_payload': endpoint(
    {
      summary: 'Shows exactly what the daily usage report would hold now, and where it would go.',
      effect: 'read',
      scope: 'server',
      atrium: true,
    },
    nothing,
    z.object({
      payload: z.record(z.string(), z.union([z.string(), z.number()])),
      url: z.string().nullable(),
      forbidden_by_do_not_track: z.boolean(),
    }),
  ),
};

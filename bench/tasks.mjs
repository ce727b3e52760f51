/** The task table of a workspace of 1,000,000 tasks: first page by tag, by a name that 1 % have, by one that 10 have. */
import pg from 'pg';
import { findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const TASKS = 1_000_000;
const PROJECTS = 100;
const CALLS = 20;
const TARGET_MS = 100;

/** Tasks of every age, with parameters and last metrics; each has one of twenty tags. */
async function seedTasks(dataDir, { workspace_id, account_id }) {
  const client = new pg.Client(await findEmbedded(dataDir));
  await client.connect();
  await client.query(
    `insert into projects (workspace_id, id, name, user_id)
     select $1, md5('project' || n), 'project ' || n, $2 from generate_series(0, $3::int - 1) n`,
    [workspace_id, account_id, PROJECTS],
  );
  await client.query(
    `insert into tasks (workspace_id, id, project_id, user_id, name, type, status, created, last_update, last_iteration,
       tags, hyperparams, last_metrics)
     select $1, md5('task' || n), md5('project' || n % $3::int), $2,
       'experiment ' || n || case when n % 100 = 0 then ' resnet' else ' baseline' end
         || case when n % 100000 = 7 then ' unicorn' else '' end,
       'training', (array['completed', 'failed', 'in_progress', 'created'])[1 + n % 4],
       now() - n * interval '1 minute', now() - ((n::bigint * 7919) % $4::int) * interval '1 minute', n % 1000,
       array['tag' || n % 20],
       jsonb_build_object('Args', jsonb_build_object('lr', jsonb_build_object('name', 'lr', 'value', (n % 10)::text))),
       jsonb_build_object('h', jsonb_build_object('v', jsonb_build_object('metric', 'loss', 'value', n % 97)))
     from generate_series(1, $4::int) n`,
    [workspace_id, account_id, PROJECTS, TASKS],
  );
  await client.query('vacuum analyze tasks');
  await client.end();
}

const installation = await makeInstallation();
const server = await startServer(installation);
const email = 'bench@example.org';
const person = await command(installation, 'user', 'create', '--email', email, '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', email);
const started = performance.now();
await seedTasks(installation.environment.ATRIUM_DATA_DIR, { ...person, account_id: person.id });
console.log(`seeded ${TASKS} tasks in ${((performance.now() - started) / 1000).toFixed(0)} s`);

const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`,
};

/** The columns a task table shows. */
const COLUMNS = [
  ...['name', 'type', 'status', 'tags', 'system_tags', 'user.name', 'project.name', 'started', 'last_update'],
  ...[
    'last_iteration',
    'active_duration',
    'parent.name',
    'hyperparams.Args.lr.value',
    'last_metrics.h.v.value',
  ],
];

async function ask(body) {
  const begun = performance.now();
  const answer = await fetch(`${installation.api}/tasks.get_all_ex`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      only_fields: COLUMNS,
      order_by: ['-last_update'],
      page: 0,
      page_size: 100,
      ...body,
    }),
  });
  const { data, meta } = await answer.json();
  if (!data.tasks) throw new Error(meta.result_msg);
  return { found: data.tasks.length, ms: performance.now() - begun };
}

for (const [name, body] of [
  ['first page', {}],
  ['tag filter, newest first', { tags: ['tag7'] }],
  ['name substring of 1 %', { name: 'resnet' }],
  ['name substring of 10', { name: 'unicorn' }],
  ['name substring of 10, any case, by _any_', { _any_: { pattern: 'UNICORN', fields: ['name', 'id'] } }],
]) {
  await ask(body);
  const times = [];
  let found = 0;
  for (let call = 0; call < CALLS; call++) {
    const answer = await ask(body);
    times.push(answer.ms);
    found = answer.found;
  }
  const middle = median(times);
  const said = `median ${middle.toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms, ${found} tasks, ${(middle / TARGET_MS).toFixed(2)} of the target`;
  report(`${name} of ${TASKS} tasks`, said, `<= ${TARGET_MS} ms`, middle <= TARGET_MS);
}

await server.stop();
installation.remove();

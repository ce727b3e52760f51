import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { openParts } from '../../../src/server/open-parts.ts';
import { newRootKey } from '../../support/process/keys-command.ts';
import { endLaunched } from '../../support/process/launch.ts';
import { databaseUrl } from '../../support/process/operators-postgres.ts';
import { type Server, startServer } from '../../support/process/server.ts';
import { type Seeded, seedPerson } from '../../support/seeds.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const CROWD = 200;
const SEATS = 6;

let database: TestDatabase;
let servers: Server[];
let parts: Awaited<ReturnType<typeof openParts>>;
beforeAll(async () => {
  database = await createEmptyDatabase();
  const env = { DATABASE_URL: databaseUrl(database.connection), ATRIUM_SECRET_KEY: newRootKey() };
  servers = await Promise.all([startServer({ env }), startServer({ env })]);
  const { config, secrets } = readConfig(env);
  const rest = { log: pino({ level: 'silent' }), web_root: undefined };
  parts = await openParts(config, secrets, database.connection, rest);
});
afterAll(async () => {
  for (const server of servers) expect((await server.stop()).code).toBe(0);
  await endLaunched();
  await parts.changes.close();
  await parts.database.close();
  await database.drop();
});

test('of 200 people with one link who join by two processes at once, as many get in as there are seats', async () => {
  const owner = await seedPerson(parts);
  const people: Seeded[] = [];
  for (let made = 0; made < CROWD; made++) people.push(await seedPerson(parts));
  const [first] = servers;
  const as = { session: owner.session, tenant: owner.workspace_id };
  const made = await first?.call('organization.create_invite', {}, as);
  expect(made?.code).toBe(200);
  const { pool } = parts.database;
  await pool.query('update invitations set uses_allowed = $1', [CROWD]);
  await pool.query('update workspaces set seat_limit = $1 where id = $2', [SEATS, owner.workspace_id]);

  const answers = await Promise.all(
    people.map(({ session }, at) =>
      servers[at % 2]?.call('login.join_company', { invite_id: made?.data.id }, { session }),
    ),
  );
  const counted: Record<string, number> = {};
  for (const answer of answers) {
    const said = `${answer?.code}/${answer?.subcode}`;
    counted[said] = (counted[said] ?? 0) + 1;
  }
  expect(counted).toEqual({ '200/0': SEATS - 1, '400/61': CROWD - SEATS + 1 });
  const numbers = await pool.query(
    `select (select count(*) from memberships where workspace_id = $1) as members,
      (select sum(uses)::int from invitations where workspace_id = $1) as uses,
      (select count(*) from audit_events where workspace_id = $1 and action = 'members.join') as joins`,
    [owner.workspace_id],
  );
  expect(numbers.rows).toEqual([{ members: SEATS, uses: SEATS - 1, joins: SEATS - 1 }]);
});

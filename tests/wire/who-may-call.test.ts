import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import type { Endpoint } from '../../src/contract/endpoint.ts';
import type { MemberRole } from '../../src/server/db/schema.ts';
import { type Seeded, seedKey, seedMember, seedPerson, seedService } from '../support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../support/test-app.ts';

/** Whom each method admits. A method that is not here fails; so does one whose contract says otherwise. */
const ADMITS = {
  'accounts.create': 'server administrators',
  'accounts.delete': 'server administrators',
  'accounts.disable': 'server administrators',
  'accounts.enable': 'server administrators',
  'accounts.get_all': 'server administrators',
  'accounts.reset_password': 'server administrators',
  'accounts.set_server_admin': 'server administrators',
  'audit.export': 'members',
  'audit.get_all': 'members',
  'audit.get_own': 'sessions',
  'audit.get_server': 'server administrators',
  'auth.create_credentials': 'members',
  'auth.create_user': 'server administrators who administer the workspace',
  'auth.edit_credentials': 'members',
  'auth.edit_user': 'administrators',
  'auth.fixed_users_mode': 'anybody',
  'auth.get_credentials': 'members',
  'auth.get_token_for_user': 'members',
  'auth.login': 'members',
  'auth.logout': 'members',
  'auth.revoke_credentials': 'members',
  'auth.validate_token': 'server administrators',
  'credentials.rotate': 'members',
  'debug.ping': 'anybody',
  'events.add': 'writers',
  'events.add_batch': 'writers',
  'events.clear_scroll': 'members',
  'events.clear_task_log': 'writers',
  'events.debug_images': 'members',
  'events.delete_for_model': 'writers',
  'events.delete_for_task': 'writers',
  'events.download_task_log': 'members',
  'events.get_debug_image_sample': 'members',
  'events.get_multi_task_plots': 'members',
  'events.get_plot_sample': 'members',
  'events.get_scalar_metrics_and_variants': 'members',
  'events.get_task_events': 'members',
  'events.get_task_latest_scalar_values': 'members',
  'events.get_task_log': 'members',
  'events.get_task_metrics': 'members',
  'events.get_task_plots': 'members',
  'events.get_task_single_value_metrics': 'members',
  'events.get_vector_metrics_and_variants': 'members',
  'events.multi_task_scalar_metrics_iter_histogram': 'members',
  'events.next_debug_image_sample': 'members',
  'events.next_plot_sample': 'members',
  'events.plots': 'members',
  'events.scalar_metrics_iter_histogram': 'members',
  'events.scalar_metrics_iter_raw': 'members',
  'events.search_task_log': 'members',
  'events.vector_metrics_iter_histogram': 'members',
  'invitations.accept': 'sessions',
  'invitations.create': 'members',
  'invitations.create_by_mail': 'members',
  'invitations.decline': 'anybody',
  'invitations.resend': 'members',
  'invitations.sign_up': 'anybody',
  'login.claim': 'anybody',
  'login.get_invite_info': 'anybody',
  'login.join_company': 'sessions',
  'login.leave_company': 'accounts',
  'login.logout': 'anybody',
  'login.password': 'anybody',
  'login.reset_password': 'anybody',
  'login.supported_modes': 'anybody',
  'models.add_or_update_metadata': 'writers',
  'models.archive_many': 'writers',
  'models.create': 'writers',
  'models.delete': 'writers',
  'models.delete_many': 'writers',
  'models.delete_metadata': 'writers',
  'models.edit': 'writers',
  'models.get_all': 'members',
  'models.get_all_ex': 'members',
  'models.get_by_id': 'members',
  'models.get_by_task_id': 'members',
  'models.get_frameworks': 'members',
  'models.move': 'writers',
  'models.publish_many': 'writers',
  'models.set_ready': 'writers',
  'models.unarchive_many': 'writers',
  'models.update': 'writers',
  'models.update_for_task': 'writers',
  'organization.create_invite': 'members',
  'organization.get_entities_count': 'members',
  'organization.get_invites': 'members',
  'organization.get_tags': 'members',
  'organization.get_user_companies': 'accounts',
  'organization.revoke_invites': 'members',
  'projects.create': 'writers',
  'projects.delete': 'writers',
  'projects.get_all': 'members',
  'projects.get_all_ex': 'members',
  'projects.get_by_id': 'members',
  'projects.get_hyper_parameters': 'members',
  'projects.get_hyperparam_values': 'members',
  'projects.get_model_metadata_keys': 'members',
  'projects.get_model_metadata_values': 'members',
  'projects.get_model_tags': 'members',
  'projects.get_project_tags': 'members',
  'projects.get_task_parents': 'members',
  'projects.get_task_tags': 'members',
  'projects.get_unique_metric_variants': 'members',
  'projects.merge': 'writers',
  'projects.move': 'writers',
  'projects.update': 'writers',
  'projects.validate_delete': 'members',
  'queues.add_or_update_metadata': 'writers',
  'queues.add_task': 'writers',
  'queues.create': 'writers',
  'queues.delete': 'writers',
  'queues.delete_metadata': 'writers',
  'queues.get_all': 'members',
  'queues.get_all_ex': 'members',
  'queues.get_by_id': 'members',
  'queues.get_default': 'members',
  'queues.get_next_task': 'writers',
  'queues.get_num_entries': 'members',
  'queues.get_queue_metrics': 'members',
  'queues.move_task_backward': 'writers',
  'queues.move_task_forward': 'writers',
  'queues.move_task_to_back': 'writers',
  'queues.move_task_to_front': 'writers',
  'queues.peek_task': 'members',
  'queues.remove_task': 'writers',
  'queues.update': 'writers',
  'server.addresses': 'accounts',
  'server.info': 'accounts',
  'server.report_stats_option': 'accounts',
  'server.usage_payload': 'accounts',
  'service_accounts.create': 'administrators',
  'service_accounts.create_credentials': 'administrators',
  'service_accounts.delete': 'administrators',
  'service_accounts.get_all': 'members',
  'service_accounts.revoke_credentials': 'administrators',
  'service_accounts.set_impersonation': 'owners',
  'service_accounts.update': 'administrators',
  'sessions.end': 'sessions',
  'sessions.end_others': 'sessions',
  'sessions.get_all': 'sessions',
  'storage_access.delete': 'administrators',
  'storage_access.delete_own': 'sessions',
  'storage_access.diagnose': 'members',
  'storage_access.get_all': 'members by the page',
  'storage_access.get_object': 'members',
  'storage_access.get_objects': 'members',
  'storage_access.reset_lock': 'sessions',
  'storage_access.save': 'administrators',
  'storage_access.save_lock': 'sessions',
  'storage_access.save_own': 'sessions',
  'storage_access.sign': 'members',
  'storage_access.test': 'administrators',
  'storage.get_settings': 'administrators',
  'storage.reset_settings': 'administrators',
  'storage.set_settings': 'administrators',
  'storage_cleanup.create': 'administrators',
  'storage_cleanup.get_all': 'members',
  'storage_cleanup.get_by_id': 'members',
  'storage_cleanup.get_own_settings': 'sessions',
  'storage_cleanup.reset_own_settings': 'sessions',
  'storage_cleanup.retry': 'members but viewers',
  'storage_cleanup.set_own_settings': 'sessions',
  'tasks.add_or_update_artifacts': 'writers',
  'tasks.add_or_update_model': 'writers',
  'tasks.archive': 'writers',
  'tasks.archive_many': 'writers',
  'tasks.clone': 'writers',
  'tasks.close': 'writers',
  'tasks.completed': 'writers',
  'tasks.create': 'writers',
  'tasks.delete': 'writers',
  'tasks.delete_artifacts': 'writers',
  'tasks.delete_configuration': 'writers',
  'tasks.delete_hyper_params': 'writers',
  'tasks.delete_many': 'writers',
  'tasks.delete_models': 'writers',
  'tasks.dequeue': 'writers',
  'tasks.dequeue_many': 'writers',
  'tasks.edit': 'writers',
  'tasks.edit_configuration': 'writers',
  'tasks.edit_hyper_params': 'writers',
  'tasks.enqueue': 'writers',
  'tasks.enqueue_many': 'writers',
  'tasks.failed': 'writers',
  'tasks.get_all': 'members',
  'tasks.get_all_ex': 'members',
  'tasks.get_by_id': 'members',
  'tasks.get_by_id_ex': 'members',
  'tasks.get_configuration_names': 'members',
  'tasks.get_configurations': 'members',
  'tasks.get_hyper_params': 'members',
  'tasks.get_stored_objects': 'writers',
  'tasks.get_types': 'members',
  'tasks.move': 'writers',
  'tasks.ping': 'writers',
  'tasks.publish': 'writers',
  'tasks.publish_many': 'writers',
  'tasks.reset': 'writers',
  'tasks.reset_many': 'writers',
  'tasks.set_requirements': 'writers',
  'tasks.started': 'writers',
  'tasks.stop': 'writers',
  'tasks.stop_many': 'writers',
  'tasks.stopped': 'writers',
  'tasks.unarchive': 'writers',
  'tasks.unarchive_many': 'writers',
  'tasks.update': 'writers',
  'tasks.validate': 'writers',
  'users.add_or_update_vault': 'members',
  'users.change_password': 'sessions',
  'users.delete': 'server administrators',
  'users.delete_own': 'sessions',
  'users.delete_own_preview': 'sessions',
  'users.delete_vaults': 'members',
  'users.export_own': 'sessions',
  'users.get_all': 'members',
  'users.get_all_ex': 'members',
  'users.get_by_id': 'members',
  'users.get_current_user': 'accounts',
  'users.get_invites': 'accounts',
  'users.get_preferences': 'accounts',
  'users.get_vaults': 'members',
  'users.set_preferences': 'accounts',
  'users.update': 'members',
  'vaults.get_all': 'members',
  'vaults.get_by_id': 'members',
  'vaults.get_rollout': 'members',
  'vaults.get_version': 'members',
  'vaults.get_versions': 'members',
  'vaults.restore': 'members',
  'vaults.reveal': 'members by the page',
  'vaults.save': 'members',
  'vaults.set_enabled': 'members',
  'vaults.set_order': 'administrators',
  'vaults.update': 'members',
  'workers.get_activity_report': 'members',
  'workers.get_all': 'members',
  'workers.get_count': 'members',
  'workers.get_metric_keys': 'members',
  'workers.get_runtime_properties': 'members',
  'workers.get_stats': 'members',
  'workers.register': 'writers',
  'workers.set_runtime_properties': 'writers',
  'workers.status_report': 'writers',
  'workers.unregister': 'writers',
  'workspaces.create': 'sessions',
  'workspaces.delete': 'owners by the page',
  'workspaces.get_all': 'server administrators',
  'workspaces.get_deleted': 'sessions',
  'workspaces.get_members': 'members',
  'workspaces.leave_preview': 'members',
  'workspaces.locate': 'sessions',
  'workspaces.remove_member': 'administrators',
  'workspaces.restore': 'sessions',
  'workspaces.set_role': 'administrators',
  'workspaces.set_seats': 'server administrators',
  'workspaces.transfer': 'owners by the page',
  'workspaces.update': 'administrators',
} as const satisfies Record<keyof typeof contract, string>;

/** Methods refused while acting for another account (MODEL.md section 6 and what changes an account or the server). */
const NOT_FOR_ANOTHER = new Set<string>([
  ...['create_credentials', 'edit_credentials', 'revoke_credentials'].map((action) => `auth.${action}`),
  ...['create_user', 'edit_user', 'get_token_for_user', 'validate_token'].map((action) => `auth.${action}`),
  'audit.get_own',
  'audit.get_server',
  'credentials.rotate',
  'login.leave_company',
  'server.report_stats_option',
  ...['add_or_update_vault', 'delete_vaults'].map((action) => `users.${action}`),
  ...['delete', 'delete_own', 'get_all', 'reset_lock', 'save', 'save_lock', 'save_own', 'test'].map(
    (action) => `storage_access.${action}`,
  ),
  ...['save', 'set_enabled', 'update', 'set_order', 'restore', 'reveal'].map((action) => `vaults.${action}`),
  ...['delete_own', 'delete_own_preview', 'export_own'].map((action) => `users.${action}`),
  ...['update', 'delete', 'change_password', 'get_preferences', 'set_preferences'].map(
    (action) => `users.${action}`,
  ),
  ...['create_invite', 'revoke_invites'].map((action) => `organization.${action}`),
  'login.join_company',
  'tasks.get_stored_objects',
  'users.get_invites',
  ...Object.keys(contract).filter((name) =>
    /^(accounts|invitations|service_accounts|sessions|storage|storage_cleanup|workspaces)\./.test(name),
  ),
]);

type Name = keyof typeof ADMITS;
const names = Object.keys(ADMITS) as Name[];
const endpoints = contract as Record<string, Endpoint>;

interface Person {
  role: MemberRole | undefined;
  server_admin: boolean;
}

/** True when somebody with this role in the request's workspace is let through by this method's row. */
function admits(name: Name, { role, server_admin }: Person, via: 'cookie' | 'key'): boolean {
  switch (ADMITS[name]) {
    case 'anybody':
    case 'accounts':
      return true;
    case 'members':
      return role !== undefined;
    case 'members but viewers':
    case 'writers':
      return role !== undefined && role !== 'viewer';
    case 'members by the page':
      return role !== undefined && via === 'cookie';
    case 'administrators':
      return role === 'owner' || role === 'administrator';
    case 'owners':
      return role === 'owner';
    case 'owners by the page':
      return role === 'owner' && via === 'cookie';
    case 'sessions':
      return via === 'cookie';
    case 'server administrators':
      return server_admin && (role !== undefined || endpoints[name]?.scope !== 'workspace');
    case 'server administrators who administer the workspace':
      return server_admin && (role === 'owner' || role === 'administrator');
  }
}

let app: TestApp;
/** The workspace that everybody is asked about. */
let workspace: string;
const people: Record<string, Person & { account: Seeded; token: string; key: As }> = {};

beforeAll(async () => {
  app = await createTestApp();
  const owner = await seedPerson(app.parts);
  workspace = owner.workspace_id;
  await add('owner', owner, 'owner');
  for (const role of ['administrator', 'member', 'viewer'] as const)
    await add(role, await seedPerson(app.parts), role);
  const admin = await seedPerson(app.parts, { server_admin: true });
  await add('server administrator, administrator here', admin, 'administrator');
  await add(
    'server administrator, viewer here',
    await seedPerson(app.parts, { server_admin: true }),
    'viewer',
  );
  await add(
    'server administrator, stranger here',
    await seedPerson(app.parts, { server_admin: true }),
    undefined,
  );
  await add('stranger', await seedPerson(app.parts), undefined);
});
afterAll(() => app.end());

async function add(name: string, account: Seeded, role: MemberRole | undefined) {
  const at = role === undefined ? account.workspace_id : workspace;
  if (role !== undefined && role !== 'owner') await seedMember(app.parts, workspace, account.id, role);
  const pair = await seedKey(app.parts, { account_id: account.id, workspace_id: at });
  const { data } = await app.call('auth.login', {}, { basic: pair });
  const { server_admin } = await app.parts.database.db
    .selectFrom('accounts')
    .select('server_admin')
    .where('id', '=', account.id)
    .executeTakeFirstOrThrow();
  people[name] = { account, role, server_admin, token: data.token, key: { basic: pair } };
}

/** A list is no body any method takes: whoever is let through is told so, and nothing happens. */
const NO_BODY: unknown[] = [];
const person = (name: string) => people[name] ?? expect.fail(`no ${name}`);

test('every method of the contract stands in the table', () => {
  expect(Object.keys(contract).toSorted()).toEqual(Object.keys(ADMITS).toSorted());
});

const WHO = [
  'owner',
  'administrator',
  'member',
  'viewer',
  'server administrator, administrator here',
  'server administrator, viewer here',
  'server administrator, stranger here',
  'stranger',
];

describe.each(WHO)('%s', (who) => {
  test.each(names)('%s by the page', async (name) => {
    const { account, ...rights } = person(who);
    const answer = await app.call(name, NO_BODY, { session: account.session, tenant: workspace });
    const stranger = rights.role === undefined && endpoints[name]?.scope === 'workspace';
    if (stranger && ADMITS[name] !== 'anybody') expect([answer.code, answer.subcode]).toEqual([400, 10]);
    else expectAdmitted(answer, admits(name, rights, 'cookie'));
  });

  test.each(names)('%s by key pair and by token', async (name) => {
    const { role, server_admin, account, key, token } = person(who);
    // A stranger's pair is for their own workspace, where they are the owner.
    const rights = { server_admin, role: role ?? ('owner' as const) };
    for (const as of [key, { bearer: token }])
      expectAdmitted(await app.call(name, NO_BODY, as), admits(name, rights, 'key'), account.id);
  });
});

describe('acting for another account', () => {
  test.each(names)('%s', async (name) => {
    const service = await seedService(app.parts, workspace, true);
    const impersonated = { 'x-clearml-impersonate-as': person('owner').account.id };
    const { data } = await app.call('auth.login', {}, { basic: service.key, headers: impersonated });
    // The owner's rights shrink to the service account's.
    const allowed =
      admits(name, { role: 'member', server_admin: false }, 'key') && !NOT_FOR_ANOTHER.has(name);
    for (const as of [{ bearer: data.token }, { basic: service.key, headers: impersonated }])
      expectAdmitted(await app.call(name, NO_BODY, as), allowed || ADMITS[name] === 'anybody');
  });
});

function expectAdmitted(answer: { code: number; subcode: number }, admitted: boolean, hint = ''): void {
  expect([answer.code, answer.subcode, hint]).toEqual(admitted ? [400, 0, hint] : [403, 20, hint]);
}

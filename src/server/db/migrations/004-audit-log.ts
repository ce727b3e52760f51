/** Reading the audit log by what happened and by whom, at the same cost for every page. */
export const auditLog = `
alter table audit_events add column kind text not null generated always as (split_part(action, '.', 1)) stored;
create index audit_events_kind on audit_events (workspace_id, kind, at desc, id desc);
create index audit_events_actor on audit_events (workspace_id, actor_id, at desc, id desc);
create index audit_events_actor_kind on audit_events (workspace_id, actor_id, kind, at desc, id desc);
drop index audit_events_account;
create index audit_events_account on audit_events (account_id, at desc, id desc) where workspace_id is null;
create index audit_events_server on audit_events (at desc, id desc) where workspace_id is null and kind <> 'vaults';
create index audit_events_server_kind on audit_events (kind, at desc, id desc) where workspace_id is null;
`;

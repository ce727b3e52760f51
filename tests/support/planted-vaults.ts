import type { As, TestApp } from './test-app.ts';

/** What the vaults below hold; none of it may stand anywhere but in their sealed texts and in answers. */
export const VAULT_SECRETS: Record<string, string> = {
  'vault secret': 'planted-vault-secret-51',
  'vault secret in JSON': 'planted-vault-json-52',
  'vault secret in YAML': 'planted-vault-yaml-53',
  'vault comment': 'planted vault comment 54',
  'vault text that does not parse': 'planted-vault-broken-55',
  'vault value that is no secret': 'planted-vault-plain-56',
  'vault secret clients would misread': 'planted-vault@misread-57',
};
const secret = (what: string) => VAULT_SECRETS[what] ?? '';

/** Saves, masks, reveals, restores, serves and breaks vaults of an administrator of a workspace. */
export async function playVaults(app: TestApp, page: As, client: As): Promise<void> {
  const save = (body: Record<string, unknown>) =>
    app.call('vaults.save', { format: 'hocon', base: 0, accept_warnings: true, ...body }, page);
  const text = `# ${secret('vault comment')}\nsdk.aws.s3.secret = ${secret('vault secret')}\nsdk.x = ${secret('vault value that is no secret')}\n`;
  const { vault } = (await save({ text, enabled: true, note: 'first' })).data;
  const { data } = await app.call('vaults.get_by_id', { vault }, page);
  await save({ vault, base: 1, text: `${data.text}more = 1\n` });
  await save({ vault, base: 1, text: `${data.text}conflict = 1\n` });
  await save({ vault, base: 2, text: `sdk.token = ${secret('vault secret clients would misread')}` });
  await app.call('vaults.restore', { vault, version: 1, base: 2 }, page);
  await app.call('vaults.reveal', { vault }, page);
  await app.call('vaults.reveal', { vault, use: 'copy' }, page);
  const json = JSON.stringify({ sdk: { password: secret('vault secret in JSON') } });
  await save({ scope: 'group', name: 'json', format: 'json', text: json, enabled: true });
  const yaml = `sdk:\n  token: ${secret('vault secret in YAML')}\n`;
  await save({ scope: 'group', name: 'yaml', format: 'yaml', text: yaml, enabled: true });
  const broken = `sdk { secret = ${secret('vault text that does not parse')}`;
  await save({ scope: 'group', name: 'broken', text: broken });
  await save({ scope: 'group', name: 'json', text: broken });
  await app.call('users.get_vaults?enabled=true&types=config', undefined, client);
  await app.call('users.get_vaults', {}, page);
  await app.parts.database.pool.query('alter table vault_versions rename to versions_away');
  await save({ vault, base: 3, text });
  await app.parts.database.pool.query('alter table versions_away rename to vault_versions');
}

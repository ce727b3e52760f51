import { LOCK, placeAzure, placeS3 } from './storage-entries.ts';
import type { As, TestApp } from './test-app.ts';

/** What the storage entries below hold; none of it may stand anywhere but in their sealed secrets. */
export const STORAGE_SECRETS: Record<string, string> = {
  'storage access key': 'PLANTEDACCESSKEY61',
  'storage secret': 'planted/storage+secret/62',
  'storage session token': 'planted-storage-session-token-63==',
  'storage account key': 'cGxhbnRlZC1zdG9yYWdlLWFjY291bnQta2V5LTY0',
  'storage SAS': 'sv=2024-01-01&sp=r&sig=planted%2Fstorage%2Fsas65',
  'storage private key': 'planted-storage-private-key-66',
};
const secret = (what: string) => STORAGE_SECRETS[what] ?? '';

/** Saves, changes, signs with, tries and loses storage entries of an administrator's workspace, and breaks them. */
export async function playStorage(app: TestApp, page: As, client: As): Promise<void> {
  const save = (body: object) => app.call('storage_access.save', body, page);
  const keys = {
    type: 'keys',
    key: secret('storage access key'),
    secret: secret('storage secret'),
    token: secret('storage session token'),
  };
  // Nobody listens there, and nothing gets there: names that end so exist nowhere.
  const s3 = { ...placeS3, host: 'minio.invalid:9000' };
  const azure = { ...placeAzure, host: 'samples.blob.core.invalid' };
  const { id } = (await save({ ...s3, secret: keys })).data;
  await save({ id, ...s3, prefix: 'a', region: 'eu-west-1' });
  await save({ id, ...s3, host: 'other.invalid:9000' });
  await save({ ...s3, secret: keys, prefix: '../wrong' });
  await save({ ...s3, secret: { ...keys, type: 'nothing' } });
  await save({ ...s3, secret: { ...keys, secret: { wrong: secret('storage secret') } } });
  await save({ ...azure, secret: { type: 'account_key', account_key: secret('storage account key') } });
  const door = (await save({ ...azure, bucket: 'door', secret: { type: 'sas', sas: secret('storage SAS') } }))
    .data.id;
  const google = { ...s3, kind: 'gcs', host: '', region: '' };
  const pem = `-----BEGIN PRIVATE KEY-----\n${secret('storage private key')}\n-----END PRIVATE KEY-----`;
  await save({
    ...google,
    secret: { type: 'service_account', client_email: 'a@b.example', private_key: pem },
  });
  const urls = [
    's3://minio.invalid:9000/samples/a/b.png',
    'gs://samples/a.png',
    'azure://samples.blob.core.invalid/door/a.png',
    'azure://samples.blob.core.invalid/other/a.png',
  ];
  for (const as of [page, client]) await app.call('storage_access.sign', { urls: [urls[2], urls[3]] }, as);
  await app.call('storage_access.sign', { urls: [urls[1]] }, page);
  for (const url of urls) {
    await app.call('storage_access.diagnose', { url }, page);
    await app.call('storage_access.get_objects', { url }, page);
    await app.call('storage_access.get_object', { url }, page);
  }
  for (const one of [id, door]) await app.call('storage_access.test', { id: one }, page);
  await app.call('storage_access.get_all', {}, page);
  await app.call('storage_access.save_lock', LOCK, page);
  await app.call('storage_access.delete', { id: door }, page);
  await app.parts.database.pool.query('alter table storage_entries rename to entries_away');
  await save({ ...s3, secret: keys });
  await app.call('storage_access.sign', { urls }, page);
  await app.parts.database.pool.query('alter table entries_away rename to storage_entries');
}

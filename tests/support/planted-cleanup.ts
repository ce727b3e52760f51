import type { As, TestApp } from './test-app.ts';

/** What the credentials and addresses below hold; none of it may stand anywhere but in sealed settings. */
export const CLEANUP_SECRETS: Record<string, string> = {
  'cleanup key': 'PLANTEDCLEANUPKEY61',
  'cleanup secret': 'planted-cleanup-secret-62',
  'cleanup session token': 'planted-cleanup-token-63',
  'cleanup service account': 'planted-cleanup-pem-64',
  'cleanup account key': 'plantedcleanupaccountkey65==',
  'cleanup SAS': 'planted-cleanup-signature-66',
  'own cleanup secret': 'planted-own-cleanup-67',
  'refused cleanup secret': 'planted-refused-cleanup-68',
  'signature in an address': 'planted-address-signature-69',
};
const secret = (what: string) => CLEANUP_SECRETS[what] ?? '';

/** Saves, shows, refuses and uses credentials for deleting stored objects, towards stores that do not answer. */
export async function playCleanup(app: TestApp, page: As): Promise<void> {
  const host = '127.0.0.1:9';
  const pair = { key: secret('cleanup key'), secret: secret('cleanup secret') };
  const credentials_json = JSON.stringify({
    client_email: 'a@b.org',
    private_key: secret('cleanup service account'),
  });
  const account = { account_name: 'visionstore' };
  const settings = {
    aws: { ...pair, token: secret('cleanup session token'), buckets: [{ host, secure: false, ...pair }] },
    google: { credentials_json, buckets: [{ bucket: 'evals', host, secure: false, credentials_json }] },
    azure: {
      containers: [
        {
          ...account,
          account_key: secret('cleanup account key'),
          container_name: 'art',
          host,
          secure: false,
        },
        {
          ...account,
          account_key: `?sv=2020&sig=${secret('cleanup SAS')}`,
          container_name: 'sas',
          host,
          secure: false,
        },
      ],
    },
  };
  await app.call('storage.set_settings', settings, page);
  const shown = (await app.call('storage.get_settings', {}, page)).data.settings;
  await app.call('storage.set_settings', { aws: shown.aws }, page);
  const refused = {
    aws: { key: secret('cleanup key'), secret: secret('refused cleanup secret'), buckets: [{}] },
  };
  await app.call('storage.set_settings', refused, page);
  await app.call(
    'storage.set_settings',
    { google: { credentials_json: secret('refused cleanup secret') } },
    page,
  );
  const own = { aws: { key: 'k', secret: secret('own cleanup secret') } };
  await app.call('storage_cleanup.set_own_settings', own, page);
  const signed = `https://visionstore.blob.core.windows.net/art/a?sig=${secret('signature in an address')}`;
  const urls = [
    signed,
    `s3://${host}/b-1/a`,
    'gs://evals/a',
    `azure://${host}/visionstore/art/a`,
    `azure://${host}/visionstore/sas/a`,
  ];
  const { id } = (await app.call('storage_cleanup.create', { urls }, page)).data;
  for (let tries = 0; tries < 100; tries++) {
    const { deletion } = (await app.call('storage_cleanup.get_by_id', { id }, page)).data;
    if (deletion.finished) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

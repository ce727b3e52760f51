import { describe, expect, test } from 'vitest';
import { readPasted } from './paste.ts';

describe('keys of Amazon and its like', () => {
  const pair = { kind: 's3', key: 'AKIAEXAMPLE', secret: 'wJal/+=secret' };

  test.each([
    [
      'the profile default of a credentials file',
      '[work]\naws_access_key_id=X\naws_secret_access_key=Y\n\n[default]\n# mine\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = wJal/+=secret\nregion = eu-west-1\n',
      { ...pair, region: 'eu-west-1' },
    ],
    [
      'the only whole profile',
      '[default]\r\nregion=eu-west-1\r\n[profile work]\r\naws_access_key_id=AKIAEXAMPLE\r\naws_secret_access_key=wJal/+=secret\r\naws_session_token=T==\r\n',
      { ...pair, token: 'T==' },
    ],
    [
      'lines of a shell',
      'export AWS_ACCESS_KEY_ID="AKIAEXAMPLE"\nexport AWS_SECRET_ACCESS_KEY=\'wJal/+=secret\'\nexport AWS_SESSION_TOKEN=T\nexport AWS_ENDPOINT_URL=http://minio:9000;',
      { ...pair, token: 'T', host: 'http://minio:9000' },
    ],
    [
      'lines of PowerShell',
      '$Env:AWS_ACCESS_KEY_ID="AKIAEXAMPLE"\n$Env:AWS_SECRET_ACCESS_KEY="wJal/+=secret"',
      pair,
    ],
    [
      'JSON of sts',
      '{"Credentials": {"AccessKeyId": "AKIAEXAMPLE", "SecretAccessKey": "wJal/+=secret", "SessionToken": "T", "Expiration": "2026"}}',
      { ...pair, token: 'T' },
    ],
    [
      "JSON of MinIO's console",
      '{"url":"http://minio:9000/api/v1","accessKey":"AKIAEXAMPLE","secretKey":"wJal/+=secret","api":"s3v4","path":"auto"}',
      { ...pair, host: 'http://minio:9000/api/v1' },
    ],
    [
      'the CSV of the console',
      '\ufeffAccess key ID,Secret access key\r\nAKIAEXAMPLE,wJal/+=secret\r\n',
      pair,
    ],
    [
      "a pair of Google's",
      'aws_access_key_id=GOOG1EXAMPLE\naws_secret_access_key=s',
      { kind: 'gcs', key: 'GOOG1EXAMPLE', secret: 's' },
    ],
  ])('%s', (_name, text, fields) => {
    expect(readPasted(text)).toEqual(fields);
  });
});

describe("consoles' addresses", () => {
  test.each([
    [
      'https://eu-west-1.console.aws.amazon.com/s3/buckets/samples?region=eu-west-1&prefix=team/a%20b/&tab=objects',
      { kind: 's3', bucket: 'samples/team/a b/', region: 'eu-west-1' },
    ],
    [
      'https://s3.console.aws.amazon.com/s3/object/samples?region=eu-west-1&prefix=team/x.png',
      { kind: 's3', bucket: 'samples/team/', region: 'eu-west-1' },
    ],
    [
      'https://us-east-1.console.aws.amazon.com/s3/buckets/samples',
      { kind: 's3', bucket: 'samples', region: 'us-east-1' },
    ],
    [
      'https://portal.azure.com/#view/Microsoft_Azure_Storage/ContainerMenuBlade/~/overview/storageAccountId/%2Fsubscriptions%2F0%2FresourceGroups%2Fg%2Fproviders%2FMicrosoft.Storage%2FstorageAccounts%2Facc/path/samples/etag/x',
      { kind: 'azure', bucket: 'samples', account: 'acc', host: 'acc.blob.core.windows.net' },
    ],
    [
      'https://portal.azure.com/#@example.com/resource/subscriptions/0/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acc/overview',
      { kind: 'azure', bucket: '', account: 'acc', host: 'acc.blob.core.windows.net' },
    ],
    [
      'https://console.cloud.google.com/storage/browser/samples/team%20a/b;tab=objects?project=p',
      { kind: 'gcs', bucket: 'samples/team a/b' },
    ],
    [
      'https://console.cloud.google.com/storage/browser/_details/samples/team/x.png',
      { kind: 'gcs', bucket: 'samples/team/' },
    ],
    [
      'https://dash.cloudflare.com/0123456789abcdef0123456789abcdef/r2/eu/buckets/samples',
      {
        kind: 's3',
        bucket: 'samples',
        host: 'https://0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com',
        region: 'auto',
      },
    ],
    [
      'http://minio.local:9001/browser/samples/team%2Fa',
      { kind: 's3', bucket: 'samples/team/a', host: 'http://minio.local:9000' },
    ],
    ['https://console.example.com/browser/samples', { kind: 's3', bucket: 'samples' }],
  ])('%s', (text, fields) => {
    expect(readPasted(` ${text}\n`)).toEqual(fields);
  });
});

describe('storage URLs', () => {
  test.each([
    ['s3://samples/team/x.png', { kind: 's3', bucket: 'samples/team/' }],
    ['s3://minio:9000/samples', { kind: 's3', bucket: 'samples', host: 'minio:9000' }],
    ['gs://samples/x', { kind: 'gcs', bucket: 'samples' }],
    [
      'azure://127.0.0.1:10000/acc/samples/x',
      { kind: 'azure', bucket: 'samples', account: 'acc', host: '127.0.0.1:10000/acc' },
    ],
  ])('%s', (text, fields) => {
    expect(readPasted(text)).toEqual(fields);
  });
});

describe('Azure and Google', () => {
  test.each([
    [
      'a connection string with a key',
      'DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=a2V5PT0=;EndpointSuffix=core.windows.net',
      { kind: 'azure', host: 'https://acc.blob.core.windows.net', account: 'acc', account_key: 'a2V5PT0=' },
    ],
    [
      "an emulator's",
      'DefaultEndpointsProtocol=http;AccountName=acc;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:10000/acc;',
      { kind: 'azure', host: 'http://127.0.0.1:10000/acc', account: 'acc', account_key: 'a2V5' },
    ],
    [
      'a connection string with a SAS',
      'BlobEndpoint=https://acc.blob.core.windows.net/;QueueEndpoint=https://acc.queue.core.windows.net/;SharedAccessSignature=sv=2022&sig=x%3D',
      { kind: 'azure', host: 'https://acc.blob.core.windows.net/', sas: 'sv=2022&sig=x%3D' },
    ],
    ['a SAS', '?sv=2022-11-02&sp=r&sig=x%3D', { kind: 'azure', sas: 'sv=2022-11-02&sp=r&sig=x%3D' }],
    [
      'a URL with a SAS',
      'https://acc.blob.core.windows.net/samples?sp=rl&sv=2022-11-02&sig=x%3D',
      {
        kind: 'azure',
        bucket: 'samples',
        host: 'https://acc.blob.core.windows.net',
        account: 'acc',
        sas: 'sp=rl&sv=2022-11-02&sig=x%3D',
      },
    ],
    [
      "an account's URL with a SAS",
      'https://acc.blob.core.windows.net/?sv=2022-11-02&sig=x%3D',
      { kind: 'azure', host: 'https://acc.blob.core.windows.net', sas: 'sv=2022-11-02&sig=x%3D' },
    ],
    [
      'a service account',
      '{"type": "service_account", "client_email": "a@b", "private_key": "-----BEGIN PRIVATE KEY-----\\nx\\n-----END PRIVATE KEY-----\\n"}',
      {
        kind: 'gcs',
        client_email: 'a@b',
        private_key: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n',
      },
    ],
  ])('%s', (_name, text, fields) => {
    expect(readPasted(text)).toEqual(fields);
  });
});

test.each([
  '',
  'hello',
  'https://example.com/a.png',
  '{"type": "service_account"}',
  '{"constructor": "x", "__proto__": "y"}',
  '[default]\naws_access_key_id=only\n',
  '/home/me/a.png',
  'x'.repeat(100_001),
  `a=${' '.repeat(90_000)}b`,
])('reads nothing into %.20j', (text) => {
  expect(readPasted(text)).toBeUndefined();
});

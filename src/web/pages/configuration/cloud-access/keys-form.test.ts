import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../storage/choose-entry.ts';
import { EMPTY_FORM, formOf, type KeysForm, placeOfForm, secretOfForm } from './keys-form.ts';

const form = (given: Partial<KeysForm>): KeysForm => ({ ...EMPTY_FORM, custody: 'account', ...given });
const ACCOUNT_KEY = `${'Ab1/'.repeat(21)}Ab==`;
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n';

describe('what was typed as a secret', () => {
  test.each([
    ['a key pair', { key: ' AKIA1 ', secret: ' s3cret ' }, { type: 'keys', key: 'AKIA1', secret: 's3cret' }],
    [
      'temporary keys',
      { key: 'ASIA1', secret: 's', token: 'tok' },
      { type: 'keys', key: 'ASIA1', secret: 's', token: 'tok' },
    ],
    [
      'a SAS with its question mark',
      { kind: 'azure', secret: '?sv=2024-01-01&sp=r&sig=abc%3D' },
      { type: 'sas', sas: 'sv=2024-01-01&sp=r&sig=abc%3D' },
    ],
    [
      'an account key',
      { kind: 'azure', secret: ACCOUNT_KEY },
      { type: 'account_key', account_key: ACCOUNT_KEY },
    ],
    [
      "Google's HMAC pair",
      { kind: 'gcs', key: 'GOOG1E', secret: 's' },
      { type: 'keys', key: 'GOOG1E', secret: 's' },
    ],
    [
      'a service account',
      { kind: 'gcs', key: 'viewer@p.iam.gserviceaccount.com', secret: PEM },
      { type: 'service_account', client_email: 'viewer@p.iam.gserviceaccount.com', private_key: PEM.trim() },
    ],
    ['nothing at all', {}, undefined],
  ] as [string, Partial<KeysForm>, unknown][])('%s', (_name, given, secret) => {
    expect(secretOfForm(form(given))).toEqual({ secret });
  });

  test.each([
    ['a key without its secret', { key: 'AKIA1' }, ['secret']],
    ['a token alone', { token: 'tok' }, ['key', 'secret']],
    ['a text that is no Azure secret', { kind: 'azure', secret: 'hello' }, ['secret']],
    ['a service account without its private key', { kind: 'gcs', key: 'a@b', secret: 'hello' }, ['secret']],
  ] as [string, Partial<KeysForm>, string[]][])('%s is refused at its field', (_name, given, fields) => {
    const read = secretOfForm(form(given));
    expect('errors' in read && Object.keys(read.errors)).toEqual(fields);
  });
});

describe('what was typed as a place', () => {
  test.each([
    [{ bucket: 'a-bucket/with/prefix' }],
    [{ bucket: 'b-bucket', host: 'http://minio.local:9000' }],
    [{ bucket: 'b-bucket', host: 'https://minio.example.org' }],
    [{ kind: 'azure', bucket: 'container', host: 'vision.blob.core.windows.net' }],
    [{ kind: 'azure', bucket: '', account: 'vision' }],
    [{ kind: 'azure', bucket: 'c-one/x', host: 'http://127.0.0.1:10000/devstoreaccount1' }],
    [{ kind: 'azure', bucket: 'c-one', host: 'blobs.example.org', account: 'vision' }],
    [{ kind: 'gcs', bucket: 'vision-eval' }],
  ] as [Partial<KeysForm>][])('%j comes back as the same place when the entry is changed', (given) => {
    const read = placeOfForm(form(given));
    if (!('place' in read)) throw new Error(JSON.stringify(read));
    const again = placeOfForm(formOf({ ...read.place, custody: 'account' } as Entry));
    expect(again).toEqual(read);
  });

  test('an Azure account that is missing is asked for at its own field', () => {
    const read = placeOfForm(form({ kind: 'azure', bucket: 'c-one' }));
    expect('errors' in read && Object.entries(read.errors).filter(([, text]) => text)).toEqual([
      ['account', expect.stringContaining('storage account')],
    ]);
  });

  test('a refusal names the field', () => {
    const read = placeOfForm(form({ bucket: '', host: 'user:pw@host' }));
    expect('errors' in read && Object.keys(read.errors).sort()).toEqual(['bucket', 'host']);
  });
});

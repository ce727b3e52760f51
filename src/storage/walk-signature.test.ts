import { describe, expect, test } from 'vitest';
import { brokenOf, climb, MINIO_TLS, short, store } from '../../tests/support/storage/climbing.ts';
import { AZURE, AZURITE, GOOGLE } from '../../tests/support/storage/places.ts';
import { file, type Outcome, type Script, xmlError } from '../../tests/support/storage/scripted-reach.ts';
import type { ScriptedS3 } from '../../tests/support/storage/scripted-s3.ts';
import type { Secret } from './place.ts';
import { writeStorageUrl } from './storage-url.ts';

describe('signature', () => {
  test.each<[string, Partial<ScriptedS3>, string, object]>([
    ['a wrong secret', { wrongSecret: true }, 'wrong_secret', {}],
    ['a wrong region', { region: 'eu-west-1' }, 'wrong_region', { region: 'us-east-1', found: 'eu-west-1' }],
    ['no right to read', { denies: ['s3:GetObject'] }, 'denied', { action: 's3:GetObject' }],
    [
      'no right to read or list',
      { denies: ['s3:GetObject', 's3:ListBucket'] },
      'denied_or_missing',
      { action: 's3:GetObject' },
    ],
  ])('%s', async (_name, changed, code, facts) => {
    const rungs = await climb(store(changed));
    expect(short(rungs)).toBe(`++++-. signature: ${code}`);
    expect(brokenOf(rungs)?.facts).toMatchObject(facts);
  });

  test('no right to list, when an entry is tested', async () => {
    const url = writeStorageUrl(MINIO_TLS, '');
    const rungs = await climb(store({ denies: ['s3:ListBucket'] }), { url });
    expect(brokenOf(rungs)).toMatchObject({
      rung: 'signature',
      code: 'denied',
      facts: { action: 's3:ListBucket' },
    });
    const unread = await climb(store({ denies: ['s3:GetObject'] }), { url });
    expect(brokenOf(unread)).toMatchObject({
      rung: 'object',
      code: 'denied',
      facts: { action: 's3:GetObject' },
    });
  });

  test.each([1_200_000, -1_200_000, 86_400_000])(
    'a clock that is off by %i ms is corrected',
    async (skew_ms) => {
      const rungs = await climb(store({ skew_ms }));
      expect(short(rungs)).toBe('++++++ object: readable');
      expect(rungs[4]).toMatchObject({ code: 'clock_corrected', facts: { skew_s: String(skew_ms / 1000) } });
    },
  );

  test('a wrong secret is not taken for a wrong clock', async () => {
    const script: Script = () =>
      xmlError(403, 'SignatureDoesNotMatch', '', {
        date: 'Sat, 31 Jan 2026 15:00:00 GMT',
        'access-control-allow-origin': '*',
      });
    expect(short(await climb(script))).toBe('++++-. signature: wrong_secret');
  });

  const refusals: [string, Outcome, string][] = [
    ['an unknown key', xmlError(403, 'InvalidAccessKeyId'), 'unknown_key'],
    ['an ended session', xmlError(400, 'ExpiredToken'), 'expired_token'],
    [
      'a web page in its place',
      { status: 404, headers: {}, text: '<!doctype html><html></html>' },
      'not_a_store',
    ],
    ['a clock that does not say its time', xmlError(403, 'RequestTimeTooSkewed'), 'clock'],
    ['a fault of the store', { status: 502, headers: {}, text: '' }, 'store_failed'],
    ['what nobody knows', xmlError(418, 'Teapot'), 'unexpected'],
  ];
  test.each(refusals)('%s', async (_name, outcome, code) => {
    const script: Script = ({ method }) =>
      method === 'OPTIONS' ? file('', { 'access-control-allow-origin': '*' }) : outcome;
    expect(short(await climb(script))).toBe(`++++-. signature: ${code}`);
  });

  test.each([
    ['se=2026-01-30T00:00:00Z&sp=r&sig=x', 'sas_expired', { expired: '2026-01-30T00:00:00.000Z' }],
    ['st=2026-02-02T00:00:00Z&se=2026-03-01T00:00:00Z&sp=r&sig=x', 'sas_not_yet', {}],
    ['se=2026-03-01T00:00:00Z&sp=l&sig=x', 'sas_denied', {}],
    ['se=2026-03-01T00:00:00Z&sp=r', 'sas_incomplete', {}],
    ['se=2026-03-01T00:00:00Z&sp=r&spr=https&sig=x', 'sas_protocol', {}],
  ])('a SAS with %s: %s', async (sas, code, facts) => {
    const script: Script = () =>
      xmlError(403, 'AuthenticationFailed', '', { 'access-control-allow-origin': '*' });
    const rungs = await climb(script, { entry: AZURITE, secret: { type: 'sas', sas } });
    expect(short(rungs)).toBe(`++++-. signature: ${code}`);
    expect(brokenOf(rungs)?.facts).toMatchObject(facts);
  });

  test('a SAS that Azure refuses', async () => {
    const refusing =
      (text: string): Script =>
      () =>
        xmlError(
          403,
          'AuthenticationFailed',
          `<AuthenticationErrorDetail>${text}</AuthenticationErrorDetail>`,
          { 'access-control-allow-origin': '*' },
        );
    const input = { entry: AZURE, secret: { type: 'sas', sas: 'sp=r&sig=x' } as const };
    expect(brokenOf(await climb(refusing('Signature did not match.'), input))?.code).toBe('bad_sas');
    const expired =
      'Signature not valid in the specified time frame: Start [] - Expiry [x] - Current [Sat, 31 Jan 2026 15:00:00 GMT]';
    expect(brokenOf(await climb(refusing(expired), input))?.code).toBe('sas_expired');
  });

  test('a secret that cannot sign is told after CORS', async () => {
    const secret: Secret = { type: 'service_account', client_email: 'a@b', private_key: 'x' };
    const script: Script = () => xmlError(403, 'AccessDenied', '', { 'access-control-allow-origin': '*' });
    expect(short(await climb(script, { entry: GOOGLE, secret }))).toBe('++++-. signature: bad_private_key');
  });

  test("Google's missing permission by its name", async () => {
    const details = '<Details>a@b does not have storage.objects.get access to the object.</Details>';
    const script: Script = () =>
      xmlError(403, 'AccessDenied', details, { 'access-control-allow-origin': '*' });
    const rungs = await climb(script, { entry: GOOGLE });
    expect(brokenOf(rungs)).toMatchObject({ code: 'denied', facts: { action: 'storage.objects.get' } });
  });
});

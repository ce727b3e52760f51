import { describe, expect, test } from 'vitest';
import { brokenOf, climb, MINIO_TLS, short, store } from '../../tests/support/storage/climbing.ts';
import { AMAZON, AZURE, GOOGLE, MINIO } from '../../tests/support/storage/places.ts';
import {
  failing,
  file,
  PAGE_ORIGIN,
  PNG,
  type Script,
  scriptedReach,
} from '../../tests/support/storage/scripted-reach.ts';
import type { ScriptedS3 } from '../../tests/support/storage/scripted-s3.ts';
import { matchEntry } from './match.ts';
import type { Place } from './place.ts';
import { parseStorageUrl, writeStorageUrl } from './storage-url.ts';
import { walk } from './walk.ts';

describe('all the way up', () => {
  test('by the server and by the browser', async () => {
    expect(short(await climb(store()))).toBe('++++++ object: readable');
    expect(short(await climb(store(), {}, 'browser'))).toBe('++++++ object: readable');
  });

  test('with facts for sentences, and none of the secret', async () => {
    const rungs = await climb(store(), { url: 's3://minio.local:9000/samples/a.png' });
    expect(rungs[0]?.facts).toMatchObject({ host: 'minio.local:9000', bucket: 'samples', key: 'a.png' });
    expect(rungs[1]?.facts).toMatchObject({ entry: 'entry', bucket: 'samples' });
    expect(rungs[5]?.facts).toMatchObject({ found_type: 'png', content_type: 'image/png', size: '16' });
    expect(JSON.stringify(rungs)).not.toMatch(/AKIAEXAMPLE|wJalSECRET|Signature=/);
  });

  test('of Azure and Google', async () => {
    const script: Script = () => file(PNG, { 'access-control-allow-origin': '*' });
    const account_key = Buffer.from('key').toString('base64');
    const azure = await climb(script, { entry: AZURE, secret: { type: 'account_key', account_key } });
    expect(short(azure)).toBe('++++++ object: readable');
    const sas = await climb(script, {
      entry: AZURE,
      secret: { type: 'sas', sas: 'sp=r&sig=x&se=2030-01-01' },
    });
    expect(short(sas)).toBe('++++++ object: readable');
    expect(short(await climb(script, { entry: GOOGLE }))).toBe('++++++ object: readable');
  });

  test('of an entry: the newest image below its prefix is what is looked at', async () => {
    const objects = {
      'team/a.png': file('text'),
      'team/b.png': file(PNG),
      'team/z.csv': file('1,2'),
      'team/sub/': file(''),
      'other.png': file('text'),
    };
    const entry = { ...MINIO_TLS, prefix: 'team' };
    const rungs = await climb(store({ objects }), { entry, url: writeStorageUrl(entry, 'team') });
    expect(short(rungs)).toBe('++++++ object: readable');
    expect(rungs[5]?.facts.key).toBe('team/b.png');
    const odd = await climb(store({ objects: { 'team/a.png': file('text') } }), {
      entry,
      url: writeStorageUrl(entry, 'team'),
    });
    expect(short(odd)).toBe('++++++ object: readable');
    expect(odd[5]?.facts.found_type).toBe('text');
    const empty = await climb(store({ objects: {} }), { entry, url: writeStorageUrl(entry, 'team') });
    expect(short(empty)).toBe('+++++o object: empty_bucket');
  });

  test('with a link that the server signed, since no secret is here', async () => {
    const link = 'https://minio.local:9000/samples/a.png?X-Amz-Signature=s';
    const reach = scriptedReach('browser', () => file(PNG));
    const rungs = await walk(reach, { url: 's3://minio.local:9000/samples/a.png', entry: MINIO_TLS, link });
    expect(short(rungs)).toBe('++++++ object: readable');
    expect(reach.sent).toEqual([{ method: 'GET', url: link }]);
  });

  test("through the server's door: network and CORS are not the browser's affair", async () => {
    const input = {
      link: `${PAGE_ORIGIN}/api/x`,
      through_door: true,
      secret: undefined,
      entry: { ...AZURE, scheme: 'http' as const },
    };
    expect(short(await climb(() => file(PNG), input, 'browser'))).toBe('++oo++ object: readable');
    expect(short(await climb(() => ({ status: 502, headers: {}, text: '{}' }), input, 'browser'))).toBe(
      '++oo-. signature: door_refused',
    );
  });
});

describe('address and entry', () => {
  test.each([
    ['/home/me/a.png', 'local_file'],
    ['https://example.com/a.png', 'plain_web'],
    ['s3://samples/a/../b', 'dot_segments'],
    ['ftp://host/a', 'not_storage'],
  ])('%s', async (url, code) => {
    expect(short(await climb(store(), { url }))).toBe(`-..... address: ${code}`);
  });

  test.each<[string, string, Place[], object]>([
    ['no entry at all', 's3://samples/a', [], { code: 'no_entry' }],
    ['another bucket', 's3://other/a', [AMAZON], { code: 'no_entry' }],
    [
      'another port',
      's3://minio.local:9000/samples/a',
      [{ ...MINIO, host: 'minio.local' }],
      {
        code: 'no_entry_port',
        facts: expect.objectContaining({ host: 'minio.local:9000', entry_host: 'minio.local' }),
      },
    ],
    ['another host', 's3://samples/a', [MINIO], { code: 'no_entry_host' }],
    ['another prefix', 's3://samples/teams/a', [{ ...AMAZON, prefix: 'team' }], { code: 'no_entry_prefix' }],
  ])('%s', async (_name, url, entries, expected) => {
    const { considered } = matchEntry(parseStorageUrl(url), entries);
    const rungs = await walk(scriptedReach('browser', store()), { url, considered });
    expect(short(rungs)).toMatch(/^\+-\.\.\.\. /);
    expect(rungs[1]).toMatchObject(expected);
  });
});

describe('network', () => {
  const tls =
    (detail: string): Script =>
    () =>
      failing('tls', detail);

  test.each<[string, Script, Place, string]>([
    ['a name nobody knows', () => failing('name_unknown'), MINIO_TLS, 'name_unknown'],
    [
      'a region that does not exist',
      () => failing('name_unknown'),
      { ...AMAZON, region: 'eu-wst-1' },
      'no_such_region',
    ],
    ['nothing at that port', () => failing('refused'), MINIO_TLS, 'refused'],
    ['no answer in time', () => failing('timeout'), MINIO_TLS, 'timeout'],
    ['a self-signed certificate', tls('DEPTH_ZERO_SELF_SIGNED_CERT'), MINIO_TLS, 'self_signed'],
    ['an authority of its own', tls('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), MINIO_TLS, 'self_signed'],
    ['an expired certificate', tls('CERT_HAS_EXPIRED'), MINIO_TLS, 'certificate_expired'],
    ['a certificate of another name', tls('ERR_TLS_CERT_ALTNAME_INVALID'), MINIO_TLS, 'certificate_name'],
    ['no TLS that is understood', tls('EPROTO'), MINIO_TLS, 'tls'],
    [
      'an address that the server may not ask',
      () => failing('forbidden_address'),
      MINIO_TLS,
      'forbidden_address',
    ],
    ['an http host on an https page', store(), MINIO, 'mixed_content'],
    [
      'a redirect to a private address',
      () => ({ status: 302, headers: { Location: 'http://169.254.169.254/latest' }, text: '' }),
      MINIO_TLS,
      'redirect_private',
    ],
    [
      'a redirect',
      () => ({ status: 307, headers: { location: 'https://example.com/' }, text: '' }),
      MINIO_TLS,
      'redirected',
    ],
  ])('%s', async (_name, script, entry, code) => {
    expect(short(await climb(script, { entry }))).toBe(`++-... network: ${code}`);
  });

  test('a store that speaks the other scheme', async () => {
    const http: Script = ({ url }) => (url.startsWith('https:') ? failing('tls', 'EPROTO') : file(PNG));
    expect(brokenOf(await climb(http))).toMatchObject({ code: 'wrong_scheme', facts: { found: 'http' } });
    const https: Script = ({ url }) =>
      url.startsWith('https:')
        ? file(PNG)
        : { status: 400, headers: {}, text: 'Client sent an HTTP request to an HTTPS server.' };
    const page = { origin: 'http://atrium.local:8080' };
    const rungs = await climb(https, { entry: MINIO }, 'server', page);
    expect(short(rungs)).toBe('++-... network: https_required');
  });

  test('a bucket that does not belong into the host name', async () => {
    const entry: Place = { ...MINIO_TLS, style: 'virtual' };
    expect(short(await climb(store(), { entry }))).toBe('++-... network: bucket_not_in_host');
    const answers = (url: string) => new URL(url).host === 'minio.local:9000';
    expect(short(await climb(store(), { entry }, 'browser', { answers }))).toBe(
      '++-... network: bucket_not_in_host',
    );
  });

  test('a browser is told nothing but that nobody answers', async () => {
    expect(short(await climb(store(), {}, 'browser', { answers: false }))).toBe(
      '++-... network: unreachable',
    );
    expect(short(await climb(store(), { entry: MINIO }, 'browser'))).toBe('++-... network: mixed_content');
    expect(
      short(
        await climb(
          store({ hosts: ['127.0.0.1:9000'] }),
          { entry: { ...MINIO, host: '127.0.0.1:9000' } },
          'browser',
        ),
      ),
    ).toBe('++++++ object: readable');
  });
});

describe('CORS', () => {
  test('a store without rules, seen by the server', async () => {
    expect(short(await climb(store({ admits: null })))).toBe('+++-.. cors: no_cors');
    expect(short(await climb(store({ admits: 'https://other.example.com' })))).toBe('+++-.. cors: no_cors');
    expect(short(await climb(store({ admits: '*' })))).toBe('++++++ object: readable');
  });

  test('and by the browser', async () => {
    expect(short(await climb(() => failing('unreachable'), {}, 'browser'))).toBe('+++-.. cors: no_cors');
    expect(short(await climb(() => failing('timeout'), {}, 'browser'))).toBe('+++-.. cors: timeout');
  });

  test('a store that knows no preflight is judged by what it answers', async () => {
    const script: Script = ({ method }) =>
      method === 'OPTIONS'
        ? { status: 405, headers: {}, text: '' }
        : file(PNG, { 'access-control-allow-origin': PAGE_ORIGIN });
    expect(short(await climb(script))).toBe('++++++ object: readable');
  });

  /** Swift: no preflight, and the header on objects only. */
  const swift =
    (changed: Partial<ScriptedS3>): Script =>
    (request) => {
      if (request.method === 'OPTIONS') return { status: 401, headers: {}, text: '' };
      const answer = store({ admits: null, ...changed })(request);
      if ('failed' in answer || answer.status !== 200 || request.url.includes('list-type')) return answer;
      return { ...answer, headers: { ...answer.headers, 'access-control-allow-origin': PAGE_ORIGIN } };
    };

  test('is left open where only an object would tell', async () => {
    expect(short(await climb(swift({})))).toBe('++++++ object: readable');
    expect(short(await climb(swift({ wrongSecret: true })))).toBe('+++.-. signature: wrong_secret');
    expect(short(await climb(swift({ objects: {} })))).toBe('+++.+- object: no_such_key');
    expect(short(await climb(swift({ bucket: 'other' })))).toBe('+++.+- object: no_such_bucket');
    const url = writeStorageUrl(MINIO_TLS, '');
    expect(short(await climb(swift({}), { url }))).toBe('++++++ object: readable');
    expect(short(await climb(swift({ objects: {} }), { url }))).toBe('+++.+o object: empty_bucket');
  });

  test('a preflight that is refused by rule is told before the secret is looked at', async () => {
    expect(short(await climb(store({ admits: null, wrongSecret: true })))).toBe('+++-.. cors: no_cors');
    expect(short(await climb(store({ admits: null }), { url: writeStorageUrl(MINIO_TLS, '') }))).toBe(
      '+++-.. cors: no_cors',
    );
  });
});

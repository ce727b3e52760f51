import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Asker } from './explain/explained.ts';
import { EXPLANATIONS, explain } from './explain.ts';
import type { Rung } from './ladder.ts';

const origin = 'https://atrium.example.com';
const server: Asker = { who: 'server', origin };
const browser: Asker = { who: 'browser', origin };
const amazon = {
  kind: 's3',
  scheme: 'https',
  host: '',
  account: '',
  bucket: 'samples',
  region: 'eu-west-1',
  style: 'virtual',
};
const minio = { ...amazon, scheme: 'http', host: 'minio.local:9000', style: 'path' };
const azure = { ...amazon, kind: 'azure', host: 'acc.blob.core.windows.net', account: 'acc', region: '' };
const google = { ...amazon, kind: 'gcs', region: '' };

function say(
  code: string,
  facts: Record<string, string>,
  asker: Asker = server,
  state: Rung['state'] = 'broken',
) {
  return explain({ rung: 'object', state, code, facts }, asker);
}

/** Every code that the sources of the ladder can give. */
function codesOfSources(): { all: string[]; broken: string[] } {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const walked = readdirSync(new URL('walk/', import.meta.url))
    .map((name) => read(`walk/${name}`))
    .join('\n');
  const codes = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, code]) => code ?? '');
  const stores = codes(
    read('answers/error-codes.ts').split('StoreErrorCode =')[1]?.split(';')[0] ?? '',
    /'(\w+)'/g,
  );
  const urls = codes(read('storage-url-error.ts'), /^ {2}(\w+):/gm);
  const signing = codes(read('sign/signing-error.ts'), /^ {2}(\w+):/gm);
  const network = codes(read('ladder.ts').split('NoAnswer =')[1]?.split(';')[0] ?? '', /'(\w+)'/g).filter(
    (code) => code !== 'cors',
  );
  const certificates = codes(walked, /, '(certificate_\w+|self_signed)'\]/g);
  const near = ['no_entry_port', 'no_entry_host', 'no_entry_prefix'];
  const page = ['locked', 'other_browser', 'reset', 'no_webcrypto', 'not_admitted'];
  const given = (names: string) =>
    codes(walked, new RegExp(`(?:${names})\\(([^,)]*)`, 'g')).flatMap((text) => codes(text, /'(\w+)'/g));
  const broken = [
    ...given('broken'),
    ...stores,
    ...urls,
    ...signing,
    ...network,
    ...certificates,
    ...near,
    ...page,
  ];
  return { all: [...broken, ...given('passed|notNeeded|undecided')], broken };
}

describe('every code', () => {
  const { all, broken } = codesOfSources();

  test('of the sources has a sentence, and none is there in vain', () => {
    expect([...new Set(all)].sort()).toEqual(Object.keys(EXPLANATIONS).sort());
  });

  test('that breaks a rung has a cure', () => {
    expect(broken.filter((code) => say(code, minio).cure === undefined)).toEqual([]);
  });

  test.each(Object.keys(EXPLANATIONS))('%s is said in whole sentences, whatever is known', (code) => {
    for (const asker of [server, browser]) {
      for (const facts of [{}, amazon, minio, azure, google]) {
        const { title, sentence, cure } = say(code, facts, asker);
        const texts = [sentence, ...(cure ? [cure.text] : [])];
        expect(title).toMatch(/^[A-Z].*[^.]$/);
        for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/s);
        expect(JSON.stringify([title, texts])).not.toMatch(/undefined|NaN|\bnull\b|\[object| {2}/);
      }
    }
  });

  test('has a title and sentence of its own', () => {
    const said = Object.keys(EXPLANATIONS).map(
      (code) => `${say(code, minio).title} ${say(code, minio).sentence}`,
    );
    expect(new Set(said).size).toBe(said.length);
  });

  test('that is not known is told as such', () => {
    expect(say('constructor', {}).sentence).toBe('The check ended with the code constructor.');
    expect(explain({ rung: 'cors', state: 'not_reached', code: '', facts: {} }, server).title).toBe(
      'Not reached',
    );
  });
});

describe('bad input: sentence and cure', () => {
  test.each<[string, string, Record<string, string>, Asker, string, string]>([
    [
      'a wrong secret',
      'wrong_secret',
      { ...minio, type: 'keys' },
      server,
      'the secret does not belong to the key',
      'Copy the secret again',
    ],
    [
      'an expired SAS',
      'sas_expired',
      { ...azure, type: 'sas', expired: '2026-01-30T00:00:00.000Z' },
      server,
      'good until 2026-01-30',
      'Make a new one that lasts longer',
    ],
    [
      'a wrong region',
      'wrong_region',
      { ...amazon, region: 'us-east-1', found: 'eu-west-1' },
      server,
      'is in eu-west-1, the entry says us-east-1',
      'Change the region to eu-west-1',
    ],
    [
      'a missing bucket',
      'no_such_bucket',
      minio,
      server,
      'There is no bucket samples on minio.local:9000',
      'Correct its name',
    ],
    ['no CORS', 'no_cors', amazon, browser, `do not name ${origin}`, 'Add this rule'],
    [
      'an http host on an https page',
      'mixed_content',
      minio,
      browser,
      'do not let such a page load anything from http://minio.local:9000',
      'Give the store a certificate',
    ],
    [
      'a self-signed certificate',
      'self_signed',
      minio,
      server,
      'is self-signed',
      'a certificate that every browser trusts',
    ],
    [
      'the same, by the browser',
      'unreachable',
      minio,
      browser,
      'gets no answer from minio.local:9000',
      'A warning there means that the certificate is not trusted',
    ],
    ['a 5 GB image', 'too_large', { size: '5000000000' }, server, 'It has 5.0 GB', 'Download it'],
    [
      'a text named .png',
      'not_an_image',
      { found_type: 'text' },
      server,
      'what is in it is a text',
      'upload it under a name that fits',
    ],
    [
      'an SVG with script',
      'svg_with_script',
      {},
      server,
      'its script does not run here',
      'do not open the downloaded file in a browser',
    ],
    [
      'a redirect to a private address',
      'redirect_private',
      { host: 'minio.local:9000', target: '10.0.0.1' },
      server,
      'redirect to the private address 10.0.0.1',
      'do not trust this host',
    ],
  ])('%s', (_name, code, facts, asker, sentence, cure) => {
    const said = say(code, facts, asker);
    expect(said.sentence).toContain(sentence);
    expect(said.cure?.text).toContain(cure);
  });
});

describe('what can be changed with one click', () => {
  test.each([
    ['wrong_region', { found: 'eu-west-1' }, { region: 'eu-west-1' }],
    ['wrong_scheme', { found: 'http' }, { scheme: 'http' }],
    ['https_required', {}, { scheme: 'https' }],
    ['sas_protocol', {}, { scheme: 'https' }],
    ['bucket_not_in_host', {}, { style: 'path' }],
    ['no_such_region', {}, { region: '' }],
    ['no_entry_port', { host: 'minio:9000' }, { host: 'minio:9000' }],
  ])('%s', (code, facts, fix) => {
    expect(say(code, { ...minio, ...facts }).cure?.fix).toEqual(fix);
  });

  test('nothing, where the right region is not known', () => {
    expect(say('wrong_region', amazon).cure?.fix).toBeUndefined();
  });
});

describe('rules to paste', () => {
  const pastes = (code: string, facts: Record<string, string>) => say(code, facts, browser).cure?.paste ?? [];

  test('CORS of Amazon', () => {
    const [rules, command] = pastes('no_cors', amazon);
    expect(JSON.parse(rules?.text ?? '')).toMatchObject([
      { AllowedOrigins: [origin], AllowedMethods: ['GET', 'HEAD'] },
    ]);
    expect(command?.text).toContain('aws s3api put-bucket-cors --bucket samples');
    const inCommand = /--cors-configuration '(.*)'$/.exec(command?.text ?? '')?.[1] ?? '';
    expect(JSON.parse(inCommand).CORSRules).toEqual(JSON.parse(rules?.text ?? ''));
  });

  test('CORS of MinIO and its like', () => {
    const [first, second] = pastes('no_cors', minio);
    expect(first?.text).toContain(`cors_allow_origin="${origin}"`);
    expect(second?.text).toContain('aws --endpoint-url http://minio.local:9000 s3api put-bucket-cors');
  });

  test('CORS of Azure', () => {
    expect(pastes('no_cors', azure)[0]?.text).toContain(
      `--account-name acc --services b --methods GET HEAD OPTIONS --origins ${origin}`,
    );
  });

  test('CORS of Google', () => {
    const [rules, command] = pastes('no_cors', google);
    expect(JSON.parse(rules?.text ?? '')).toMatchObject([{ origin: [origin], method: ['GET', 'HEAD'] }]);
    expect(command?.text).toBe('gcloud storage buckets update gs://samples --cors-file=cors.json');
  });

  test('the missing permission', () => {
    const [policy] = pastes('denied', { ...amazon, region: 'cn-north-1', action: 's3:GetObject' });
    expect(JSON.parse(policy?.text ?? '').Statement[0]).toEqual({
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: ['arn:aws-cn:s3:::samples/*'],
    });
    expect(say('denied', { ...amazon, action: 's3:ListBucket' }).sentence).toContain('may not list');
    expect(pastes('denied', { ...google, action: 'storage.objects.get' })[0]?.text).toContain(
      'roles/storage.objectViewer',
    );
    expect(say('denied', { ...azure, action: 'r' }).sentence).toContain('Read is missing');
  });

  test('the host that the operator may allow', () => {
    expect(pastes('forbidden_address', { ...minio, host: '127.0.0.1:9000' })[0]?.text).toBe(
      'ATRIUM_STORAGE_ALLOW_HOSTS=127.0.0.1:9000',
    );
  });
});

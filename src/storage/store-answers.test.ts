import { describe, expect, test } from 'vitest';
import { readXml } from './answers/xml.ts';
import type { Answer } from './ladder.ts';
import { readListing, readStoreError, serverTime } from './store-answers.ts';

describe('XML', () => {
  test('elements, attributes, entities, comments', () => {
    const text =
      '<?xml version="1.0"?>\n<!-- x --><A x="1/2"><B>a &lt;&amp;&gt; &#233;&#x1F600; &unknown;</B><C/><D y="/"/><![CDATA[<z>]]></A>';
    expect(readXml(text)).toEqual({
      name: 'A',
      attributes: ' x="1/2"',
      text: '<z>',
      children: [
        { name: 'B', attributes: '', text: 'a <&> é😀 &unknown;', children: [] },
        { name: 'C', attributes: '', text: '', children: [] },
        { name: 'D', attributes: ' y="/"', text: '', children: [] },
      ],
    });
  });

  test.each([
    '',
    'text',
    '<A>',
    '<A></B>',
    '</A>',
    '<A',
    '<A><!-- ',
    '<A/><B/>',
    '<a>'.repeat(1000) + '</a>'.repeat(1000),
    '<!DOCTYPE html><html><br></html>',
  ])('%.30s is none', (text) => {
    expect(readXml(text)).toBeUndefined();
  });

  test('a megabyte of opened tags and slashes ends quickly', () => {
    const start = performance.now();
    expect(readXml(`<a ${'/'.repeat(1_000_000)}`)).toBeUndefined();
    expect(readXml('<a>'.repeat(300_000))).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('listings', () => {
  test('of S3 and Google, with names escaped as asked', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><EncodingType>url</EncodingType>
      <Contents><Key>a%20b+c%2B%E6%97%A5.png</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>12</Size></Contents>
      <Contents><Key>z</Key><LastModified>?</LastModified><Size>-</Size></Contents>
      <CommonPrefixes><Prefix>team%2F</Prefix></CommonPrefixes>
      <IsTruncated>true</IsTruncated><NextContinuationToken>a/b+c==</NextContinuationToken></ListBucketResult>`;
    expect(readListing('s3', xml)).toEqual({
      objects: [
        { key: 'a b c+日.png', size: 12, modified: '2026-01-02T03:04:05.000Z' },
        { key: 'z', size: null, modified: null },
      ],
      folders: ['team/'],
      next: 'a/b+c==',
    });
  });

  test('of stores that do not escape', () => {
    const xml =
      '<ListBucketResult><Contents><Key>a%20b+c &amp; d</Key><Size>0</Size></Contents></ListBucketResult>';
    expect(readListing('gcs', xml)).toEqual({
      objects: [{ key: 'a%20b+c & d', size: 0, modified: null }],
      folders: [],
      next: null,
    });
  });

  test('of Azure', () => {
    const xml = `\ufeff<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://a/"><Blobs>
      <Blob><Name>a b+c%20.png</Name><Properties><Last-Modified>Fri, 02 Jan 2026 03:04:05 GMT</Last-Modified><Content-Length>12</Content-Length></Properties></Blob>
      <Blob><Name Encoded="true">x%EF%BF%BE</Name><Properties /></Blob>
      <BlobPrefix><Name>team/</Name></BlobPrefix></Blobs><NextMarker>2!8!x--</NextMarker></EnumerationResults>`;
    expect(readListing('azure', xml)).toEqual({
      objects: [
        { key: 'a b+c%20.png', size: 12, modified: '2026-01-02T03:04:05.000Z' },
        { key: 'x\ufffe', size: null, modified: null },
      ],
      folders: ['team/'],
      next: '2!8!x--',
    });
  });

  test('nothing else is one', () => {
    expect(readListing('s3', '<html></html>')).toBeUndefined();
    expect(readListing('s3', '<EnumerationResults/>')).toBeUndefined();
    expect(readListing('azure', '<ListBucketResult/>')).toBeUndefined();
  });
});

const answer = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  text,
});
const error = (code: string, more = '') =>
  `<?xml version="1.0"?>\n<Error><Code>${code}</Code>${more}</Error>`;

describe('refusals', () => {
  test.each<[string, Answer, object]>([
    ['a wrong secret', answer(403, error('SignatureDoesNotMatch')), { code: 'wrong_secret' }],
    ['an unknown key', answer(403, error('InvalidAccessKeyId')), { code: 'unknown_key' }],
    [
      'an ended session',
      answer(400, error('ExpiredToken', '<Message>The provided token has expired.</Message>')),
      { code: 'expired_token' },
    ],
    [
      "Google's ended link",
      answer(
        400,
        error(
          'ExpiredToken',
          '<Message>The provided token has expired.</Message><Details>Request signature expired at: 2026</Details>',
        ),
      ),
      { code: 'clock' },
    ],
    [
      "Amazon's ended link",
      answer(
        403,
        error(
          'AccessDenied',
          '<Message>Request has expired</Message><ServerTime>2026-01-02T03:04:05Z</ServerTime>',
        ),
      ),
      { code: 'clock', server_time: new Date('2026-01-02T03:04:05Z') },
    ],
    [
      'a link of the future',
      answer(403, error('AccessDenied', '<Message>Request is not yet valid</Message>'), {
        Date: 'Fri, 02 Jan 2026 03:04:05 GMT',
      }),
      { code: 'clock', server_time: new Date('2026-01-02T03:04:05Z') },
    ],
    [
      "Azure's ended SAS",
      answer(
        403,
        error(
          'AuthenticationFailed',
          '<AuthenticationErrorDetail>Signature not valid in the specified time frame: Start [] - Expiry [Fri, 02 Jan 2026 03:00:00 GMT] - Current [Fri, 02 Jan 2026 03:04:05 GMT]</AuthenticationErrorDetail>',
        ),
      ),
      { code: 'clock', server_time: new Date('2026-01-02T03:04:05Z') },
    ],
    [
      "Azure's wrong signature",
      answer(
        403,
        error(
          'AuthenticationFailed',
          '<AuthenticationErrorDetail>Signature did not match.</AuthenticationErrorDetail>',
        ),
      ),
      { code: 'wrong_secret' },
    ],
    [
      "Azure's firewall",
      answer(403, error('AuthorizationFailure', '<Message>This request is not authorized.</Message>')),
      { code: 'firewall' },
    ],
    [
      "an emulator's wrong signature",
      answer(
        403,
        error('AuthorizationFailure', '<Message>Server failed to authenticate the request.</Message>'),
      ),
      { code: 'wrong_secret' },
    ],
    [
      'a SAS without reading',
      answer(403, '', { 'x-ms-error-code': 'AuthorizationPermissionMismatch' }),
      { code: 'sas_denied' },
    ],
    [
      'another region, in the body',
      answer(400, error('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')),
      { code: 'wrong_region', region: 'eu-west-1' },
    ],
    [
      'another region, in the header',
      answer(301, error('PermanentRedirect'), { 'X-Amz-Bucket-Region': 'eu-west-1' }),
      { code: 'wrong_region', region: 'eu-west-1' },
    ],
    [
      'another region, in the endpoint',
      answer(301, error('PermanentRedirect', '<Endpoint>b.s3.eu-west-1.amazonaws.com</Endpoint>')),
      { code: 'wrong_region', region: 'eu-west-1', endpoint: 'b.s3.eu-west-1.amazonaws.com' },
    ],
    [
      'another region, in the sentence',
      answer(
        400,
        error(
          'AuthorizationQueryParametersError',
          "<Message>the region 'us-east-1' is wrong; expecting 'eu-west-1'</Message>",
        ),
      ),
      { code: 'wrong_region', region: 'eu-west-1' },
    ],
    ['no bucket', answer(404, error('NoSuchBucket')), { code: 'no_such_bucket' }],
    ['no container', answer(404, error('ContainerNotFound')), { code: 'no_such_bucket' }],
    ['no key', answer(404, error('NoSuchKey')), { code: 'no_such_key' }],
    ['no blob, of HEAD', answer(404, '', { 'x-ms-error-code': 'BlobNotFound' }), { code: 'no_such_key' }],
    ['something missing, without a body', answer(404, ''), { code: 'no_such_key' }],
    [
      "Google's missing permission",
      answer(
        403,
        error(
          'AccessDenied',
          '<Details>a@b does not have storage.objects.get access to the Google Cloud Storage object.</Details>',
        ),
      ),
      { code: 'denied', permission: 'storage.objects.get' },
    ],
    [
      "Google's other interface",
      answer(403, '{"error": {"code": 403, "errors": [{"reason": "forbidden"}]}}'),
      { code: 'denied', store_code: 'forbidden' },
    ],
    [
      'a key of KMS',
      answer(403, error('AccessDenied', '<Message>not authorized to perform: kms:Decrypt</Message>')),
      { code: 'kms_denied' },
    ],
    ['cold storage', answer(403, error('InvalidObjectState')), { code: 'archived' }],
    [
      'a redirect',
      answer(302, '', { Location: 'http://10.0.0.1/x?secret=1' }),
      { code: 'redirected', endpoint: '10.0.0.1' },
    ],
    ['a redirect that a browser hides', answer(0, ''), { code: 'redirected' }],
    [
      'plain http at an https port',
      answer(400, 'Client sent an HTTP request to an HTTPS server.\n'),
      { code: 'https_required' },
    ],
    ['a web page', answer(404, '<!DOCTYPE html><html><br></html>'), { code: 'not_a_store' }],
    ['haste', answer(503, error('SlowDown')), { code: 'throttled' }],
    ['a fault', answer(502, 'Bad Gateway'), { code: 'store_failed' }],
    [
      'a code that is not known',
      answer(400, error('Peculiar')),
      { code: 'unexpected', store_code: 'Peculiar' },
    ],
    ["a code that is a name of JavaScript's", answer(400, error('constructor')), { code: 'unexpected' }],
  ])('%s', (_name, given, expected) => {
    expect(readStoreError(given)).toMatchObject(expected);
  });

  test('an answer is none', () => {
    expect(readStoreError(answer(200, error('NoSuchKey')))).toBeUndefined();
    expect(readStoreError(answer(206, ''))).toBeUndefined();
  });

  test('the clock is read of any answer', () => {
    expect(serverTime(answer(200, '', { date: 'Fri, 02 Jan 2026 03:04:05 GMT' }))).toEqual(
      new Date('2026-01-02T03:04:05Z'),
    );
    expect(serverTime(answer(200, ''))).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { reportOf } from './doctor-report.ts';

test('the report names each rung, what broke, and the cure', () => {
  const text = reportOf({
    address: 's3://minio.lab:9000/samples/a.png',
    origin: 'https://ml.example.org',
    version: '0.5.0',
    time: new Date('2026-11-23T09:12:00Z'),
    browser: [
      { rung: 'address', state: 'passed', code: 'address_read', facts: { host: 'minio.lab:9000' } },
      { rung: 'cors', state: 'broken', code: 'cors_refused', facts: {} },
    ],
    server: undefined,
    explain: ({ code }) => ({
      title: 'Refused',
      sentence: `It says ${code}.`,
      cure: { text: 'Let MinIO answer this page.' },
    }),
  });
  expect(text).toBe(`Storage doctor
address: s3://minio.lab:9000/samples/a.png
page: https://ml.example.org, Atrium 0.5.0
time: 2026-11-23T09:12:00.000Z
browser:
  address: passed (address_read) host="minio.lab:9000"
  cors: broken (cors_refused)
  Refused: It says cors_refused.
  Cure: Let MinIO answer this page.
server: did not climb
`);
});

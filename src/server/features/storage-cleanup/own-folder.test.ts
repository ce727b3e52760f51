import { describe, expect, test } from 'vitest';
import { liesInOwnFolder } from './own-folder.ts';

const ID = 'a1'.repeat(16);
const OTHER = 'b2'.repeat(16);

describe('an object lies in the own folder of a task', () => {
  test.each([
    `http://files:8081/vision/train.${ID}/artifacts/net/net.pkl`,
    `https://atrium.example.org/files/a%20b/train%20one.${ID}/metrics/loss/0.png`,
    `s3://bucket/vision/train.${ID}/models/net.pt`,
    `s3://minio:9000/bucket/.datasets/d/d.${ID}/artifacts/data/data.zip`,
    `gs://bucket/p/t.with.dots.${ID}/a?b#c`,
    `azure://account.blob.core.windows.net/container/p/t.${ID}/models/m`,
    `https://bucket.s3.amazonaws.com/p/t.${ID}/a%2Fb`,
  ])('%s', (url) => {
    expect(liesInOwnFolder(url, [OTHER, ID])).toBe(true);
  });
});

describe('an object lies elsewhere', () => {
  test.each([
    ['in the folder of another task', `s3://bucket/p/t.${OTHER}/models/net.pt`],
    ['in no such folder', 's3://bucket/production/net.pt'],
    ['named like the task, without a folder', `s3://bucket/p/t.${ID}`],
    ['the folder itself', `s3://bucket/p/t.${ID}/`],
    ['in a folder that goes on after the id', `s3://bucket/p/t.${ID}x/net.pt`],
    ['in a folder named by the bare id', `s3://bucket/${ID}/net.pt`],
    ['out of the folder again', `s3://bucket/p/t.${ID}/../../production/net.pt`],
    ['out of it by escapes', `https://bucket.s3.amazonaws.com/p/t.${ID}/%2e%2E/%2e%2e/production/net.pt`],
    ['out of it by escaped slashes', `http://files:8081/t.${ID}/..%2fproduction/net.pt`],
    ['out of it by backslashes', `http://files:8081/t.${ID}/..\\..\\production\\net.pt`],
    ['named by the query', `http://files:8081/production/net.pt?x=/t.${ID}/a`],
    ['named by the fragment', `http://files:8081/production/net.pt#/t.${ID}/a`],
    ['on a host named like it', `http://t.${ID}/production/net.pt`],
    ['a path without a scheme', `/data/t.${ID}/artifacts/a`],
    ['with escapes that cannot be read', `http://files:8081/t.${ID}/a%`],
    ['nothing', ''],
  ])('%s', (_what, url) => {
    expect(liesInOwnFolder(url, [ID])).toBe(false);
  });
});

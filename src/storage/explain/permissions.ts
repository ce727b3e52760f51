import type { Facts, Paste } from './explained.ts';

/** What grants the missing permission, in the form of each store. */
export function permissionPastes(facts: Facts): Paste[] {
  if (facts.kind === 'gcs') return [googleRole(facts)];
  if (facts.kind === 'azure') return [];
  const own = facts.host
    ? 'MinIO (mc admin policy create) and other S3-compatible stores'
    : 'AWS IAM, policy of the user';
  return [{ where: own, text: JSON.stringify(policy(facts), null, 2) }];
}

/** Reading and listing together: the one without the other works badly. */
function policy({ bucket, region }: Facts): Record<string, unknown> {
  const partition = region?.startsWith('cn-')
    ? 'aws-cn'
    : region?.startsWith('us-gov-')
      ? 'aws-us-gov'
      : 'aws';
  const name = `arn:${partition}:s3:::${bucket}`;
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${name}/*`] },
      { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: [name] },
    ],
  };
}

function googleRole({ bucket }: Facts): Paste {
  return {
    where: 'Google Cloud command line',
    text: `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=serviceAccount:CLIENT_EMAIL --role=roles/storage.objectViewer`,
  };
}

const AZURE_PERMISSIONS: Record<string, string> = { r: 'Read', l: 'List' };

/** How the store's own pages call it. */
export function permissionName({ kind, action }: Facts): string {
  return kind === 'azure' ? (AZURE_PERMISSIONS[action ?? ''] ?? 'Read') : action || 'the permission to read';
}

import type { Facts, Paste } from './explained.ts';

/** Headers that the page reads, beyond those that browsers show anyway. */
const EXPOSED = ['Accept-Ranges', 'Content-Range', 'Date', 'ETag', 'x-amz-bucket-region', 'x-ms-error-code'];

/** The rule that lets the page at `origin` read objects, in the form of each store. */
export function corsRules(facts: Facts, origin: string): Paste[] {
  if (facts.kind === 'azure') return [azureRule(facts, origin)];
  if (facts.kind === 'gcs') return googleRules(facts, origin);
  return facts.host
    ? [minioRule(origin), s3Command(facts, origin)]
    : [s3Rule(origin), s3Command(facts, origin)];
}

function s3Rules(origin: string): Record<string, unknown>[] {
  return [
    {
      AllowedOrigins: [origin],
      AllowedMethods: ['GET', 'HEAD'],
      AllowedHeaders: ['*'],
      ExposeHeaders: EXPOSED,
      MaxAgeSeconds: 3600,
    },
  ];
}

function s3Rule(origin: string): Paste {
  return {
    where: 'Amazon S3 console: the bucket, Permissions, Cross-origin resource sharing (CORS)',
    text: JSON.stringify(s3Rules(origin), null, 2),
  };
}

function s3Command({ scheme, host, bucket }: Facts, origin: string): Paste {
  const endpoint = host ? ` --endpoint-url ${scheme}://${host}` : '';
  const rules = JSON.stringify({ CORSRules: s3Rules(origin) });
  return {
    where: host
      ? 'Ceph, Cloudflare R2, Wasabi and other S3-compatible stores: command line of Amazon'
      : 'Or by the command line of Amazon',
    text: `aws${endpoint} s3api put-bucket-cors --bucket ${bucket} --cors-configuration '${rules}'`,
  };
}

function minioRule(origin: string): Paste {
  return {
    where: 'MinIO, for all buckets (ALIAS is the name that mc knows the server by)',
    text: `mc admin config set ALIAS api cors_allow_origin="${origin}"\nmc admin service restart ALIAS`,
  };
}

function azureRule({ account }: Facts, origin: string): Paste {
  return {
    where:
      'Azure command line; in the portal: the storage account, Settings, Resource sharing (CORS), Blob service',
    text: [
      `az storage cors add --account-name ${account} --services b --methods GET HEAD OPTIONS`,
      `--origins ${origin} --allowed-headers '*' --exposed-headers '*' --max-age 3600`,
    ].join(' '),
  };
}

function googleRules({ bucket }: Facts, origin: string): Paste[] {
  const rules = [{ origin: [origin], method: ['GET', 'HEAD'], responseHeader: EXPOSED, maxAgeSeconds: 3600 }];
  return [
    { where: 'A file named cors.json', text: JSON.stringify(rules, null, 2) },
    {
      where: 'Google Cloud command line',
      text: `gcloud storage buckets update gs://${bucket} --cors-file=cors.json`,
    },
  ];
}

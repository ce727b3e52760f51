/** What a host of Amazon S3 says: `bucket` in virtual-host style, `region` where it names one. */
export interface AmazonHost {
  bucket: string;
  region: string;
}

/**
 * Reads Amazon's own hosts: `s3.amazonaws.com`, `s3.eu-west-1.amazonaws.com`, `s3-us-west-2.amazonaws.com`,
 * `s3.dualstack.…`, `s3-accelerate.…`, each with or without a bucket in front. Undefined for any other host.
 */
export function readAmazonHost(host: string): AmazonHost | undefined {
  const form =
    /^(?:(.+)\.)?s3(?:-accelerate|-fips)?(?:\.dualstack)?(?:[.-]([a-z]{2,6}(?:-[a-z]+)+-\d))?\.amazonaws\.(?:com|com\.cn|eu)(?::443)?$/;
  const parts = form.exec(host.toLowerCase());
  if (!parts || parts[1]?.includes('vpce')) return undefined;
  return { bucket: parts[1] ?? '', region: parts[2] ?? '' };
}

/** The endpoint of a region; without one that of us-east-1. */
export function amazonHost(region: string): string {
  const suffix = region.startsWith('cn-') ? 'com.cn' : region.startsWith('eusc-') ? 'eu' : 'com';
  return `s3.${region || 'us-east-1'}.amazonaws.${suffix}`;
}

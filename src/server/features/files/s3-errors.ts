/** What of a failure of the S3 library tells its cause. */
export interface S3Failure {
  /** The store's own code such as "NoSuchBucket", or the network's such as "ECONNREFUSED". */
  code: string;
  /** HTTP status; undefined when there was no answer. */
  status: number | undefined;
}

/** Reads a failure of the S3 library. */
export function failureOf(error: unknown): S3Failure {
  const { name, code, $metadata } = error as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  return { code: code ?? name ?? '', status: $metadata?.httpStatusCode };
}

/** There is no such object. A missing bucket is none of these. */
export function isAbsent(error: unknown): boolean {
  const { code, status } = failureOf(error);
  return status === 404 && code !== 'NoSuchBucket';
}

/** The store does not have this method. */
export function isNotOffered(error: unknown): boolean {
  const { code, status } = failureOf(error);
  return status === 501 || status === 405 || code === 'NotImplemented';
}

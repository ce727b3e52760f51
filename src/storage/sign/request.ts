/** What is signed: one request to one path, which ends by itself. */
export interface SignRequest {
  method: 'GET' | 'HEAD' | 'DELETE';
  origin: string;
  /** Percent-encoded. */
  path: string;
  query: Record<string, string>;
  expires_s: number;
  now: Date;
}

/** `20260131T235959Z`, as S3 and Google write times. */
export function compactTime(now: Date): string {
  return now.toISOString().replace(/[:-]|\.\d{3}/g, '');
}

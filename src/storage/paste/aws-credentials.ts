/** A key pair as Amazon's tools write it. */
export interface AwsCredentials {
  key: string;
  secret: string;
  token?: string;
  region?: string;
  host?: string;
}

const NAMES = new Map<string, keyof AwsCredentials>(
  Object.entries({
    aws_access_key_id: 'key',
    accesskeyid: 'key',
    accesskey: 'key',
    aws_secret_access_key: 'secret',
    secretaccesskey: 'secret',
    secretkey: 'secret',
    aws_session_token: 'token',
    aws_security_token: 'token',
    sessiontoken: 'token',
    region: 'region',
    aws_region: 'region',
    aws_default_region: 'region',
    endpoint_url: 'host',
    aws_endpoint_url: 'host',
    aws_endpoint_url_s3: 'host',
    url: 'host',
  }),
);

/**
 * Reads a credentials file (its profile `default`, else the first with a key pair), `export AWS_…` lines, what
 * `aws sts` and MinIO's console write as JSON, and the console's `accessKeys.csv`.
 */
export function readAwsCredentials(text: string): AwsCredentials | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return fromJson(trimmed);
  return fromCsv(trimmed) ?? fromLines(trimmed);
}

function fromLines(text: string): AwsCredentials | undefined {
  const profiles = new Map<string, Partial<AwsCredentials>>();
  let profile = '';
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[(?:profile\s+)?([^\]]*)\]\s*$/.exec(line);
    if (head) profile = head[1]?.trim() ?? '';
    const pair = /^\s*(?:export\s+|set\s+|\$env:)?(\w+)\s*[=:](.*)$/i.exec(line);
    const name = NAMES.get(pair?.[1]?.toLowerCase() ?? '');
    const value = (pair?.[2] ?? '')
      .trim()
      .replace(/;$/, '')
      .replace(/^(["'])(.*)\1$/, '$2');
    if (name && value !== '') profiles.set(profile, { ...profiles.get(profile), [name]: value });
  }
  const whole = [...profiles].filter(([, found]) => found.key && found.secret);
  return (whole.find(([name]) => name === 'default') ?? whole[0])?.[1] as AwsCredentials | undefined;
}

function fromCsv(text: string): AwsCredentials | undefined {
  const [head = '', row = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const columns = head.split(',').map((name) => NAMES.get(name.toLowerCase().replace(/[\s"]/g, '')));
  const values = row.split(',').map((value) => value.trim().replace(/^"(.*)"$/, '$1'));
  const key = values[columns.indexOf('key')];
  const secret = values[columns.indexOf('secret')];
  return key && secret ? { key, secret } : undefined;
}

function fromJson(text: string): AwsCredentials | undefined {
  const parsed = parseJson(text) as Record<string, unknown> | undefined;
  const own = (parsed?.Credentials ?? parsed?.AccessKey ?? parsed) as Record<string, unknown> | undefined;
  const found: Partial<AwsCredentials> = {};
  for (const [field, value] of Object.entries(own ?? {})) {
    const name = NAMES.get(field.toLowerCase());
    if (name && typeof value === 'string' && value !== '') found[name] = value;
  }
  return found.key && found.secret ? (found as AwsCredentials) : undefined;
}

/** Undefined when it is no JSON object. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const SESSION_COOKIE = 'atrium_session';

/** A session cookie lives in the browser at most 90 days; the server ends it earlier when unused. */
export const SESSION_LIFE_S = 90 * 86_400;

interface CookiePlace {
  base_path: string;
  https: boolean;
}

/** Set-Cookie text for a new session secret, or for clearing it (undefined). */
export function sessionCookie(secret: string | undefined, { base_path, https }: CookiePlace): string {
  const life = secret === undefined ? 0 : SESSION_LIFE_S;
  const secure = https ? '; Secure' : '';
  return `${SESSION_COOKIE}=${secret ?? ''}; Path=${base_path}; Max-Age=${life}; HttpOnly; SameSite=Lax${secure}`;
}

const PATTERN = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]*)`);

/** The session secret of a Cookie header, whatever else stands in it; "" when it cannot be one of ours. */
export function readSessionCookie(header: string | undefined): string | undefined {
  const text = header === undefined ? undefined : PATTERN.exec(header)?.[1];
  return text === undefined || /^[A-Za-z0-9_-]{1,128}$/.test(text) ? text : '';
}

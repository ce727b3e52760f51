const DOORS = /^\/(login|claim|reset|invite)(?:[/?#]|$)/;

/**
 * Where to go after signing in: `wanted` if it is a path of this page, else "/".
 * Other sites ("//x", "/\x", "https:…"), control characters and the sign-in pages themselves are refused.
 */
export function safeRedirect(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/';
  if (/^\/[/\\]|[\\\p{Cc}]/u.test(wanted) || DOORS.test(wanted)) return '/';
  const origin = 'http://page.invalid';
  return new URL(wanted, origin).origin === origin ? wanted : '/';
}

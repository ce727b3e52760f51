/** Browsers by what only they say of themselves, most telling first; versions only where they mean something. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Ubuntu/, 'Ubuntu'],
  [/Linux/, 'Linux'],
];

/** A browser's User-Agent as people say it: "Firefox 146 on Ubuntu". */
export function deviceOf(userAgent: string): { name: string; mobile: boolean } {
  const mobile = /iPhone|Android.*Mobile/.test(userAgent);
  const [found, browser] = BROWSERS.find(([pattern]) => pattern.test(userAgent)) ?? [];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (!found) return { name: userAgent.slice(0, 60) || 'Unknown browser', mobile };
  const version = found.exec(userAgent)?.[1];
  return { name: `${browser} ${version}${system ? ` on ${system}` : ''}`, mobile };
}

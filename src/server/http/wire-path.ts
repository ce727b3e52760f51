/** Digits are bounded: with `\d+\.?\d+` a long run of them would cost time by the square of its length. */
const PATH = /^\/?(?:v(\d{1,9})\.?(\d{1,9})\/)?([A-Za-z_]\w+)\.([A-Za-z_]\w+)\/?$/;

export interface WirePath {
  /** service.action */
  name: string;
  /** "2.34" as asked; undefined means the server's newest. */
  version: string | undefined;
}

/** Reads `/v2.31/auth.login`; undefined when the path does not have ClearML's form (account-api.md 1.1). */
export function parseWirePath(path: string): WirePath | undefined {
  const found = PATH.exec(path);
  if (!found) return undefined;
  const [, major, minor, service, action] = found;
  return { name: `${service}.${action}`, version: major === undefined ? undefined : `${major}.${minor}` };
}

/** Negative, zero or positive as version `a` ("2.9") is before, the same as, or after `b` ("2.34"). */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** The newest of a method's shapes that is not above what was asked for; undefined when all are. */
export function chooseVersion(versions: readonly string[], asked: string): string | undefined {
  return versions.findLast((version) => compareVersions(version, asked) <= 0);
}

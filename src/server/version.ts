import { readFileSync } from 'node:fs';

const manifest: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** Version of Atrium itself. */
export const ATRIUM_VERSION = manifest.version;

/** What the wire claims to be: clients gate features on these two (sdk-wire v). */
export const SERVER_VERSION = '2.3.0';
export const API_VERSION = '2.34';

/** Neither "basic" (which switches vaults off) nor "advanced" (which opens gates we do not have). */
export const FEATURE_SET = 'community';

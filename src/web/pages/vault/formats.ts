import type { Format } from './vault-queries.ts';

/** Names of the formats, for people. */
export const FORMAT_NAMES: Record<Format, string> = { hocon: 'HOCON', json: 'JSON', yaml: 'YAML' };

export const FORMAT_OPTIONS = (['hocon', 'json', 'yaml'] as const).map((value) => ({
  value,
  name: FORMAT_NAMES[value],
}));

/** The ending of a downloaded file. */
export const FORMAT_ENDINGS: Record<Format, string> = { hocon: 'conf', json: 'json', yaml: 'yaml' };

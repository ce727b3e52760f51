import { findKnownKey, type JsonDefault, type KnownKey } from '../../clearml-conf/known-keys.ts';

/** What settings take that are no free text, where their meaning names it. */
const CHOICES: Record<string, readonly string[]> = {
  'agent.package_manager.type': ['pip', 'conda', 'poetry'],
  'agent.package_manager.pytorch_resolve': ['pip', 'direct', 'none'],
  'api.http.default_method': ['get', 'post', 'put'],
  'sdk.metrics.images.format': ['JPEG', 'PNG'],
  'files.*.target_format': ['json', 'yaml', 'yml', 'bytes'],
  'files.*.format': ['base64'],
};

/** The values a setting can take, if they can be told; texts are given without quotes. */
export function valuesOf(path: readonly string[]): readonly string[] {
  const key = findKnownKey(path);
  if (!key) return [];
  return key.type === 'boolean' ? ['true', 'false'] : (CHOICES[key.path] ?? []);
}

const TYPE_NAMES: Record<KnownKey['type'], string> = {
  text: 'text',
  secret: 'secret text',
  path: 'path',
  url: 'address',
  boolean: 'true or false',
  whole: 'whole number',
  number: 'number',
  size: 'bytes, also like 10GB',
  list: 'list',
  object: 'object of your own',
  section: 'section',
};

/** A setting's type and default, for a person. */
export function typeText({ type, default: standard }: KnownKey): string {
  return standard === undefined ? TYPE_NAMES[type] : `${TYPE_NAMES[type]}, default ${shortJson(standard)}`;
}

/** Since which release of which client a setting is known; '' when nobody knows. */
export function sinceText({ path, since }: KnownKey): string {
  if (since === '') return '';
  return `${path.startsWith('agent') ? 'Agent' : 'SDK'} ${since} and newer.`;
}

function shortJson(value: JsonDefault): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

import { type ClientValue, PythonObject } from '../../../../clearml-conf/client/client-value.ts';
import { clientJson } from '../../../../clearml-conf/layers.ts';
import { isSecretPath } from '../../../../clearml-conf/mask/secret-names.ts';
import { announcesSecret, looksSecret } from '../../../../clearml-conf/mask/secret-values.ts';

/** What stands for a secret; as long whatever the secret's length. */
export const DOTS = '••••••••';

/** A value with every secret in it replaced by dots: those that sound secret, look secret, or are marked. */
function withoutSecrets(
  value: ClientValue,
  path: readonly string[],
  secretKeys: readonly string[],
): ClientValue {
  if (value instanceof Map) {
    return new Map([...value].map(([key, part]) => [key, withoutSecrets(part, [...path, key], secretKeys)]));
  }
  if (Array.isArray(value)) {
    return value.map((part, i) => {
      const before = value[i - 1];
      const announced = typeof before === 'string' && announcesSecret(before);
      return announced ? DOTS : withoutSecrets(part, path, secretKeys);
    });
  }
  if (value === null || value === '' || typeof value === 'boolean') return value;
  const text = value instanceof PythonObject ? value.text : String(value);
  return isSecretPath(path, secretKeys) || looksSecret(text) ? DOTS : value;
}

/** A value as the table shows it: on one line, without its secrets. Text stands without quotes. */
export function shownValue(
  value: ClientValue,
  path: readonly string[],
  secretKeys: readonly string[],
): string {
  const safe = withoutSecrets(value, path, secretKeys);
  if (safe === '') return '""';
  return typeof safe === 'string' ? safe : clientJson(safe, 0);
}

const WORDS = new Set(
  (
    'secret secrets key keys password passwords passwd pwd pass passcode passphrase passphrases token tokens sas ' +
    'pat pats apikey apikeys auth authorization bearer jwt cookie cookies dsn'
  ).split(' '),
);

/** Words of names that run together, like `mysecret` or `dbpassword`; a tokenizer is nothing secret. */
const INSIDE = /secret|passw|passphrase|apikey|token(?!i[sz])/;
const ENDING =
  /(?:access|account|api|auth|crypt|host|license|master|private|secret|service|shared|sign|signing|ssh|storage)keys?$|(?<!by|com|sur|tres)pass$/;

export type NameKind = 'plain' | 'secret' | 'credentials';

const kinds = new Map<string, NameKind>();
const MOST_REMEMBERED = 10_000;

/**
 * What a key's name says of its value. `credentials` is secret as a text of its own, but often names a list of
 * entries with harmless members. Names are cut into words at signs and at capital letters.
 */
export function nameKind(name: string): NameKind {
  let kind = kinds.get(name);
  if (kind === undefined) {
    kind = judge(name);
    if (kinds.size >= MOST_REMEMBERED) kinds.clear();
    kinds.set(name, kind);
  }
  return kind;
}

function judge(name: string): NameKind {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.some((word) => WORDS.has(word) || INSIDE.test(word) || ENDING.test(word))) return 'secret';
  const joined = words.join('');
  // Capitals in odd places, as in gitPASS or ApiKEY, must not hide a word.
  if (/passw|secret|apikey|accesskey|privatekey/.test(joined)) return 'secret';
  if (!words.some((word) => /^credentials?$/.test(word))) return 'plain';
  return words.includes('json') ? 'secret' : 'credentials';
}

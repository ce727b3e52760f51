import { MASK_DOTS } from './form.ts';

/**
 * Forms of values that are secret under any name. Each expression runs in time linear in the text: what repeats is
 * bounded, or cannot begin again inside itself.
 */
const FORMS: readonly RegExp[] = [
  // An address with a password; a port with a path behind it is none.
  /:\/\/[^\s/?#@:]*:(?!\d{1,5}[/?#])[^\s@]{1,200}@/,
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/,
  // NAME_WITH_KEY=value, as in docker arguments; a reference to a variable is no value.
  /(?:secret|passw(?:or)?d|passphrase|token|key|pass|credential|(?<![a-z])(?:pat|sas|auth|pwd))s?(?:_\w{0,40})?["']?\s{0,8}=\s{0,8}["']?(?!\$\{[^}]{0,80}\}["']?(?:\s|$))[^\s"']/i,
  /(?:secret|passw(?:or)?d|passphrase|token|(?:api|access|account|private|secret)[_-]?key)["']?\s{0,8}:\s{0,8}["']?[^\s"']/i,
  /--?[\w-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key)\s{1,8}[^\s-]/i,
  /\bauthorization["']?\s{0,8}[:=]\s{0,8}["']?\w/i,
  /\bbearer\s{1,8}[\w+/.~-]{8}/i,
  // Prefixes that services give their keys.
  /gh[pousr]_[A-Za-z0-9]{8}|github_pat_\w{8}|gl[a-z]{2,6}-[\w-]{8}/,
  /(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30}|xox[a-z]-[\w-]{4}|hf_[A-Za-z0-9]{16}|npm_[A-Za-z0-9]{30}/,
  /dckr_pat_|pypi-[\w-]{16}|(?:sk|rk)_(?:live|test)_|\bsk-[\w-]{20}|SG\.[\w-]{16}|hooks\.slack\.com\/services\//,
  /(?:^|[?&;\s])sig=[^&\s]{4}/,
  /(?<![\w-])eyJ[\w-]+\.[\w-]+\./,
];

/** True for a value that looks secret wherever it stands, and for one that could be taken for a mask. */
export function looksSecret(value: string): boolean {
  return value.length >= 6 && (value.includes(MASK_DOTS) || FORMS.some((form) => form.test(value)));
}

/** True for an argument such as `--password`, whose value is the next in the list. */
export function announcesSecret(argument: string): boolean {
  return (
    argument.length < 80 && /^--?[\w-]*(password|passwd|passphrase|secret|token|api-?key)$/i.test(argument)
  );
}

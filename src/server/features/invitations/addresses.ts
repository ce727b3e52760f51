/** How many addresses one call takes. */
export const MOST_ADDRESSES = 200;

const WHOLE_MAX = 254;
const LOCAL_MAX = 64;
const DOMAIN = /^[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})*$/u;
/** Letters that look alike across these are how one address poses as another. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
];

/** Why a text, normal already, cannot be invited as an e-mail address; undefined when it can. */
export function addressFault(address: string): string | undefined {
  if (address.length > WHOLE_MAX) return `must have at most ${WHOLE_MAX} characters`;
  const [local = '', domain = '', ...more] = address.split('@');
  if (!local || !domain || more.length > 0 || /[\s\p{C}<>()[\]\\,;:"]/u.test(address))
    return 'must be an e-mail address';
  if (local.length > LOCAL_MAX) return `must have at most ${LOCAL_MAX} characters before "@"`;
  if (!DOMAIN.test(domain)) return 'must be an e-mail address';
  if (SCRIPTS.filter((script) => script.test(address)).length > 1)
    return 'mixes letters of several scripts, as addresses do that pose as another';
  return undefined;
}

/**
 * The addresses in a pasted text, each once, in their order: parted by commas, semicolons, bars, line ends or blanks;
 * of "Lena <lena@example.org>" the address alone.
 */
export function readAddresses(text: string): string[] {
  const found = text
    .split(/[,;|\r\n\t]+/)
    .flatMap((part) => {
      const named = part.slice(part.lastIndexOf('<') + 1);
      const close = named.indexOf('>');
      return close > 0 && named.length < part.length ? [named.slice(0, close)] : part.split(/\s+/);
    })
    .map((part) => part.trim().normalize('NFKC').toLowerCase())
    .filter(Boolean);
  return [...new Set(found)];
}

import { classOf, DIGIT, SPACE } from './characters.ts';

/** Milliseconds of each duration unit. */
const DURATIONS: readonly (readonly [string, number])[] = [
  ['ns nano nanos nanosecond nanoseconds', 1e-6],
  ['us micro micros microsecond microseconds', 1e-3],
  ['ms milli millis millisecond milliseconds', 1],
  ['s second seconds', 1000],
  ['m minute minutes', 60_000],
  ['h hour hours', 3_600_000],
  ['d day days', 86_400_000],
];

const PERIODS: readonly (readonly [string, 'years' | 'months' | 'weeks' | 'days'])[] = [
  ['d day days', 'days'],
  ['w week weeks', 'weeks'],
  ['m mo month months', 'months'],
  ['y year years', 'years'],
];

const PREFIXES = [
  'kilo kibi',
  'mega mebi',
  'giga gibi',
  'tera tebi',
  'peta pebi',
  'exa exbi',
  'zetta zebi',
  'yotta yobi',
];

/** Bytes of each size unit. */
const SIZES = sizeUnits();

function sizeUnits(): ReadonlyMap<string, bigint> {
  const units = new Map<string, bigint>();
  for (const name of ['B', 'b', 'byte', 'bytes']) units.set(name, 1n);
  for (const [i, pair] of PREFIXES.entries()) {
    const [decimal = '', binary = ''] = pair.split(' ');
    const letter = decimal.charAt(0).toUpperCase();
    const ten = 1000n ** BigInt(i + 1);
    const two = 1024n ** BigInt(i + 1);
    for (const name of [`${i === 0 ? 'k' : letter}B`, `${decimal}byte`, `${decimal}bytes`])
      units.set(name, ten);
    const short = [letter, letter.toLowerCase(), `${letter}i`, `${letter}iB`];
    for (const name of [...short, `${binary}byte`, `${binary}bytes`]) units.set(name, two);
  }
  return units;
}

interface Quantity {
  /** The number as written, a JSON number. */
  readonly number: string;
  readonly unit: string;
}

function skip(text: string, from: number, kind: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) === kind) at += 1;
  return at;
}

/** Splits `10 ms` into number and unit (HOCON.md "Units format"); undefined when it is not of that form. */
function quantity(text: string): Quantity | undefined {
  const start = skip(text, 0, SPACE);
  const sign = text.charAt(start) === '-' ? start + 1 : start;
  let end = skip(text, sign, DIGIT);
  if (end === sign) return undefined;
  if (text.charAt(end) === '.') {
    const fraction = skip(text, end + 1, DIGIT);
    if (fraction === end + 1) return undefined;
    end = fraction;
  }
  // An exponent only where digits follow: in `2e` the letter is a unit.
  const exponent = text.charAt(end).toLowerCase() === 'e' ? exponentEnd(text, end) : end;
  const letters = skip(text, exponent, SPACE);
  let last = letters;
  while (last < text.length && isLetter(text.charAt(last))) last += 1;
  if (skip(text, last, SPACE) !== text.length) return undefined;
  return { number: text.slice(start, exponent), unit: text.slice(letters, last) };
}

function exponentEnd(text: string, at: number): number {
  const sign = text.charAt(at + 1);
  const digits = at + (sign === '+' || sign === '-' ? 2 : 1);
  const end = skip(text, digits, DIGIT);
  return end > digits ? end : at;
}

/** Units are ASCII letters; another letter can only make an unknown unit, which fails all the same. */
function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

function find<T>(table: readonly (readonly [string, T])[], unit: string): T | undefined {
  return table.find(([names]) => names.split(' ').includes(unit))?.[1];
}

/** A duration in milliseconds (`10 s`, `1.5h`, `250` = ms), or undefined when it is none. HOCON.md "Duration format". */
export function parseDuration(text: string | number): number | undefined {
  const found = quantity(String(text));
  const factor = found && find(DURATIONS, found.unit || 'ms');
  if (!found || factor === undefined) return undefined;
  // Dividing keeps what multiplying by 0.001 would smear: 3 us is 0.003.
  return factor < 1 ? Number(found.number) / Math.round(1 / factor) : Number(found.number) * factor;
}

export interface Period {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** A period (`3 weeks`, `2mo`, `7` = days), or undefined when it is none. HOCON.md "Period format". */
export function parsePeriod(text: string | number): Period | undefined {
  const found = quantity(String(text));
  const unit = found && find(PERIODS, found.unit || 'days');
  const count = Number(found?.number);
  if (unit === undefined || !Number.isSafeInteger(count)) return undefined;
  return {
    years: unit === 'years' ? count : 0,
    months: unit === 'months' ? count : 0,
    days: unit === 'weeks' ? count * 7 : unit === 'days' ? count : 0,
  };
}

/** Decimal places beyond this make no size in bytes. */
const MOST_PLACES = 60;

/**
 * A size in bytes (`512K`, `1 GB`, `64` = bytes), or undefined when it is none; a broken byte is dropped.
 * HOCON.md "Size in bytes format".
 */
export function parseSize(text: string | number): bigint | undefined {
  const found = quantity(String(text));
  const factor = found && SIZES.get(found.unit || 'B');
  if (!found || factor === undefined) return undefined;
  const [mantissa = '', exponent = '0'] = found.number.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) > MOST_PLACES || mantissa.length > MOST_PLACES) return undefined;
  const digits = BigInt(whole + fraction) * factor;
  const scale = 10n ** BigInt(Math.abs(power));
  return power >= 0 ? digits * scale : digits / scale;
}

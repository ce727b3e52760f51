import { ClientFailure } from './failure.ts';
import { shortSigned } from './python-text.ts';

/** A span of time as a Python object: no client setting expects one, and JSON cannot hold it. */
export class PythonTime {
  readonly type: 'relativedelta' | 'timedelta';
  readonly text: string;

  constructor(type: 'relativedelta' | 'timedelta', text: string) {
    this.type = type;
    this.text = text;
  }
}

type Unit =
  | 'nano'
  | 'micro'
  | 'milli'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'weeks'
  | 'months'
  | 'years';

const SPELLINGS: Record<Unit, string[]> = {
  nano: ['ns', 'nano', 'nanos', 'nanosecond', 'nanoseconds'],
  micro: ['us', 'micro', 'micros', 'microsecond', 'microseconds'],
  milli: ['ms', 'milli', 'millis', 'millisecond', 'milliseconds'],
  seconds: ['s', 'second', 'seconds'],
  minutes: ['m', 'minute', 'minutes'],
  hours: ['h', 'hour', 'hours'],
  weeks: ['w', 'week', 'weeks'],
  days: ['d', 'day', 'days'],
  months: ['mo', 'month', 'months'],
  years: ['y', 'year', 'years'],
};

/** Every spelling of a unit the clients know, and the unit it stands for. */
export const TIME_UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, spellings]) => spellings.map((spelling) => [spelling, unit])),
);

const LARGEST_FLOAT = BigInt(Number.MAX_VALUE);
const LARGEST_TIMEDELTA_MS = 999_999_999n * 86_400_000n + 86_399_999n;

/** Carries what is too much for a field into the next larger one, as Python's relative spans do. */
function carry(fields: Map<string, bigint>, from: string, to: string, size: bigint): void {
  const value = fields.get(from) ?? 0n;
  if (value < size) return;
  if (value > LARGEST_FLOAT) throw new ClientFailure('conversion', 'This span of time is too long.');
  fields.set(from, value % size);
  fields.set(to, (fields.get(to) ?? 0n) + value / size);
}

function relativeSpan(field: string, amount: bigint): PythonTime {
  const fields = new Map([[field, amount]]);
  carry(fields, 'microseconds', 'seconds', 1_000_000n);
  carry(fields, 'seconds', 'minutes', 60n);
  carry(fields, 'minutes', 'hours', 60n);
  carry(fields, 'hours', 'days', 24n);
  carry(fields, 'months', 'years', 12n);
  const shown = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'microseconds']
    .filter((name) => (fields.get(name) ?? 0n) !== 0n)
    .map((name) => `${name}=${shortSigned(fields.get(name) ?? 0n)}`);
  return new PythonTime('relativedelta', `relativedelta(${shown.join(', ')})`);
}

function clockSpan(milliseconds: bigint): PythonTime {
  if (milliseconds > LARGEST_TIMEDELTA_MS)
    throw new ClientFailure('conversion', 'This span of time is too long.');
  const days = milliseconds / 86_400_000n;
  const rest = Number(milliseconds % 86_400_000n);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(rest / 1000);
  const fraction = rest % 1000 === 0 ? '' : `.${String(rest % 1000).padStart(3, '0')}000`;
  const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
  const before = days === 0n ? '' : `${days} day${days === 1n ? '' : 's'}, `;
  return new PythonTime('timedelta', before + clock);
}

/** What the clients make of an unquoted duration at the very end of a text. */
export function pythonTime(amount: bigint, spelling: string): PythonTime {
  const unit = TIME_UNITS.get(spelling);
  switch (unit) {
    case 'milli':
      return clockSpan(amount);
    case 'nano':
      if (amount > LARGEST_FLOAT) throw new ClientFailure('conversion', 'This span of time is too long.');
      // The genuine reader divides in floating point.
      return relativeSpan('microseconds', BigInt(Math.trunc(Number(amount) / 1000)));
    case 'micro':
      return relativeSpan('microseconds', amount);
    case 'weeks':
      return relativeSpan('days', amount * 7n);
    default:
      return relativeSpan(unit ?? 'days', amount);
  }
}

/** An iteration that says "none": a value of its own, not a point of a curve. */
export const NO_ITERATION = -(2 ** 31);

export const SAMPLE_TYPES = ['plot', 'training_debug_image', 'training_stats_vector'] as const;
export type SampleType = (typeof SAMPLE_TYPES)[number];
export type EventType = SampleType | 'log' | 'training_stats_scalar';

/** An event as a client reports it, checked. */
export interface NewEvent {
  type: EventType;
  /** Id of the task, or of the model for events of a model. */
  owner: string;
  of_model: boolean;
  /** The client asks to write to what is published. */
  allow_locked: boolean;
  /** Milliseconds by the client's clock. */
  at: number;
  iter: number;
  metric: string;
  variant: string;
  /** Of a scalar; may be no finite number. */
  value: number;
  /** Message, plot, URL or the values of a vector as JSON. */
  content: string;
  /** Of an image: which one of its variant; of a line of the log: its level. */
  key: string;
  worker: string;
}

type Given = Record<string, unknown>;

/** An event that cannot be stored: the rule it breaks. */
class BadEvent extends Error {}

/** Checks one event; gives the rule it breaks as a sentence when it cannot be stored. `now` in milliseconds. */
export function readEvent(given: unknown, now: number): NewEvent | string {
  try {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return 'an event must be an object';
    return check(given as Given, now);
  } catch (error) {
    if (error instanceof BadEvent) return error.message;
    throw error;
  }
}

/** One object of one shape for each event, filled in: copies of parts cost more than all checks. */
function check(given: Given, now: number): NewEvent {
  const event: NewEvent = {
    type: 'log',
    owner: textOf(given, given.task === undefined ? 'model' : 'task'),
    of_model: given.model_event === true || (given.task === undefined && given.model !== undefined),
    allow_locked: given.allow_locked === true,
    at: timeOf(given, now),
    iter: iterationOf(given),
    metric: '',
    variant: '',
    value: 0,
    content: '',
    key: '',
    worker: '',
  };
  if (given.type === 'log') readLine(event, given);
  else readSample(event, given);
  return event;
}

function readLine(event: NewEvent, given: Given): void {
  event.content = mended(textOf(given, 'msg'));
  event.key = mended(textOf(given, 'level')).slice(0, 32);
  event.worker = mended(textOf(given, 'worker')).slice(0, 256);
}

function readSample(event: NewEvent, given: Given): void {
  event.metric = nameText(textOf(given, 'metric'), 'metric');
  event.variant = nameText(textOf(given, 'variant'), 'variant');
  switch (given.type) {
    case 'training_stats_scalar':
      event.value = numberOf(given);
      break;
    case 'plot':
      event.content = requiredText(given, 'plot_str');
      break;
    case 'training_debug_image':
      event.content = wellFormed(requiredText(given, 'url'), 'url');
      event.key = nameText(textOf(given, 'key'), 'key');
      break;
    case 'training_stats_vector':
      event.content = vectorOf(given);
      break;
    default:
      throw new BadEvent(
        'type: must be one of log, training_stats_scalar, training_stats_vector, plot, training_debug_image',
      );
  }
  event.type = given.type;
}

function textOf(given: Given, name: string): string {
  const value = given[name] ?? '';
  if (typeof value !== 'string') throw new BadEvent(`${name}: must be a text`);
  return value;
}

function requiredText(given: Given, name: string): string {
  if (given[name] === undefined || given[name] === null) throw new BadEvent(`${name}: is required`);
  const value = textOf(given, name);
  return name === 'plot_str' ? mended(value) : value;
}

/** Bytes of a name: it stands in an index, which takes no longer ones. */
const NAME_BYTES = 800;

function nameText(value: string, name: string): string {
  if (value.length * 3 > NAME_BYTES && Buffer.byteLength(value) > NAME_BYTES)
    throw new BadEvent(`${name}: must have at most ${NAME_BYTES} bytes`);
  return wellFormed(value, name);
}

const ILL_FORMED = /[\0\p{Surrogate}]/u;
/** Far quicker where there is nothing, which is nearly always. */
const MAY_BE_ILL_FORMED = /[\0\ud800-\udfff]/;

function isIllFormed(text: string): boolean {
  return MAY_BE_ILL_FORMED.test(text) && ILL_FORMED.test(text);
}

function wellFormed(value: string, name: string): string {
  if (isIllFormed(value)) throw new BadEvent(`${name}: must hold no U+0000 and no lone surrogates`);
  return value;
}

/** Console and plots are kept even where some character is none; escaped ones in a plot's JSON are no text of ours. */
const mended = (text: string) => (isIllFormed(text) ? text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD') : text);

const INTEGER = /^-?\d{1,10}$/;

function iterationOf({ iter }: Given): number {
  if (iter === undefined || iter === null) return 0;
  const value = typeof iter === 'string' && INTEGER.test(iter) ? Number(iter) : iter;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new BadEvent('iter: must be a whole number');
  const whole = Math.trunc(value);
  if (whole < NO_ITERATION || whole > -NO_ITERATION - 1)
    throw new BadEvent('iter: must be between -2147483648 and 2147483647');
  return whole;
}

/** The year 9999 in milliseconds. */
const LATEST = 253_402_300_799_999;

function timeOf({ timestamp }: Given, now: number): number {
  if (timestamp === undefined || timestamp === null) return now;
  if (typeof timestamp !== 'number' || !(timestamp >= 0 && timestamp <= LATEST))
    throw new BadEvent('timestamp: must be milliseconds since 1970');
  return timestamp;
}

function numberOf({ value }: Given): number {
  if (typeof value !== 'number') throw new BadEvent('value: must be a number');
  return value;
}

function vectorOf({ values }: Given): string {
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'number'))
    throw new BadEvent('values: must be a list of numbers');
  return JSON.stringify(values);
}

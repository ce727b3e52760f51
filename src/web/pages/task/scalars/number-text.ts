const PLAIN = new Intl.NumberFormat('en', { maximumSignificantDigits: 6, useGrouping: false });
const SHORT = new Intl.NumberFormat('en', { notation: 'scientific', maximumSignificantDigits: 5 });

/** "0.12346", "1.2E-7": six digits, in powers of ten where zeros would fill the line. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e9) ? SHORT.format(value) : PLAIN.format(value);
}

/** "0:05", "1:02:03", "3 d 4:00:00": seconds since a start; parts of a second below ten of them. */
export function clockText(seconds: number): string {
  if (seconds < 0) return `-${clockText(-seconds)}`;
  if (seconds < 10 && !Number.isInteger(seconds)) return `${Number(seconds.toFixed(3))} s`;
  const whole = Math.round(seconds);
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24];
  const [minutes, rest] = [Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = days + hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return days > 0 ? `${days} d ${clock}` : clock;
}

const DAY_S = 86_400;
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const MINUTE = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const SECOND = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Marks of an axis of times, in seconds since 1970 and `step` apart: "09:30", with the day below where it begins. */
export function timeMarks(times: readonly number[], step: number): string[] {
  let day = '';
  return times.map((at) => {
    const today = DAY.format(at * 1000);
    const changed = today !== day;
    day = today;
    if (step >= DAY_S) return today;
    const time = (step < 60 ? SECOND : MINUTE).format(at * 1000);
    return changed ? `${time}\n${today}` : time;
  });
}

import { useEffect, useState } from 'react';

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const EXACT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "23 Nov 2026" in the browser's zone. */
export const dayOf = (time: string) => DAY.format(new Date(time)).replace('Sept', 'Sep');

/** "23 Nov 2026, 09:30" in the browser's zone. */
export const exactly = (time: string) => EXACT.format(new Date(time)).replace('Sept', 'Sep');

/** "2 minutes ago", "in 6 days"; under a minute "just now" or "in a moment". */
export function relativeTime(time: string, now: number): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  if (!unit) return seconds > 0 ? 'in a moment' : 'just now';
  return RELATIVE.format(Math.trunc(seconds / unit[1]), unit[0]);
}

const HALF_MINUTE_MS = 30_000;

/** The time now, renewed every half minute so that relative times stay true; more often where seconds are shown. */
export function useNow(every_ms = HALF_MINUTE_MS): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
  return now;
}

/** A relative time with the exact one on hover. */
export function When({ time }: { time: string }) {
  const now = useNow();
  return (
    <time dateTime={time} title={exactly(time)}>
      {relativeTime(time, now)}
    </time>
  );
}

/** A day with the exact time on hover. */
export function Day({ time }: { time: string }) {
  return (
    <time dateTime={time} title={exactly(time)}>
      {dayOf(time)}
    </time>
  );
}

/** When a new key pair shall end: never, after some days, or at the end of a chosen day. */
export type ExpiryChoice = 'never' | '30' | '90' | '365' | 'date';

const DAY_MS = 86_400_000;

/** The wire's form of a time: "+00:00", never "Z". */
const wireTime = (time: Date) => time.toISOString().replace('Z', '+00:00');

/** Tomorrow in the browser's zone, as `<input type="date">` writes it. */
export function earliestDay(now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/**
 * The wire's `expires` for a choice: null for never, undefined while the chosen day is missing or not in the
 * future. A chosen day counts to its end in the browser's zone.
 */
export function expiresOf(choice: ExpiryChoice, day: string, now: Date): string | null | undefined {
  if (choice === 'never') return null;
  if (choice !== 'date') return wireTime(new Date(now.getTime() + Number(choice) * DAY_MS));
  const end = new Date(`${day}T23:59:59`);
  return day >= earliestDay(now) && !Number.isNaN(end.getTime()) ? wireTime(end) : undefined;
}

/** How an expiry stands now: whether to warn (seven days before), and since or until when. */
export function expiryState(expires: string | null, now: number): 'never' | 'later' | 'soon' | 'past' {
  if (expires === null) return 'never';
  const left = new Date(expires).getTime() - now;
  if (left <= 0) return 'past';
  return left < 7 * DAY_MS ? 'soon' : 'later';
}

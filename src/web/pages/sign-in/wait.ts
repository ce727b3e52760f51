import { useEffect, useState } from 'react';
import { WireError } from '../../api.ts';

/** "12 s" or "3 min 20 s". */
export function spoken(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest} s`;
  return rest ? `${minutes} min ${rest} s` : `${minutes} min`;
}

/** Seconds still to wait after a refusal that asks for it (`retry_after_s`), counting down to 0. */
export function useWait(error: unknown): number {
  const asked = error instanceof WireError ? (error.data.retry_after_s ?? 0) : 0;
  const [waiting, setWaiting] = useState<{ for: unknown; until: number; left: number }>();
  if (asked > 0 && waiting?.for !== error) {
    setWaiting({ for: error, until: Date.now() + asked * 1000, left: Math.ceil(asked) });
  }
  const left = waiting && waiting.for === error ? waiting.left : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(
      () =>
        setWaiting((now) => now && { ...now, left: Math.max(Math.ceil((now.until - Date.now()) / 1000), 0) }),
      1000,
    );
    return () => clearTimeout(timer);
  });
  return left;
}

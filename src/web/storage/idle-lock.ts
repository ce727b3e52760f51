import { IDLE_MS } from './keyring.ts';
import { askKeys, currentKeys, watchKeys } from './page-keys.ts';

const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** How often the worker is told that somebody is there. */
const TOUCH_MS = 30_000;
const CHECK_MS = 15_000;

let seen = 0;
let told = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** A worker that has ended holds nothing any more. */
const tell = (name: 'lock' | 'touch') => void askKeys(name, {}).catch(() => undefined);

/** Locks when nobody was there for long: also at once when a machine that slept wakes up. */
function check(): void {
  if (Date.now() - seen > IDLE_MS) tell('lock');
}

function notice(): void {
  check();
  seen = Date.now();
  if (seen - told < TOUCH_MS) return;
  told = seen;
  tell('touch');
}

function end(): void {
  clearInterval(timer);
  timer = undefined;
  for (const name of ACTIVITY) window.removeEventListener(name, notice);
  document.removeEventListener('visibilitychange', check);
}

/** Watches whether somebody is there, until entries are locked again. */
export function lockWhenIdle(): void {
  seen = Date.now();
  told = seen;
  if (timer !== undefined) return;
  timer = setInterval(check, CHECK_MS);
  for (const name of ACTIVITY) window.addEventListener(name, notice, { passive: true });
  document.addEventListener('visibilitychange', check);
  const stop = watchKeys(() => {
    if (currentKeys().unlocked) return;
    stop();
    end();
  });
}

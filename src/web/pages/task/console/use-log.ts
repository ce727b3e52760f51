import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Log, type LogState } from './log.ts';

const LIVE_MS = 2_000;

/** Looks for new lines while a task is live and the page is seen, and once more when it has ended. */
function useLive(log: Log, live: boolean): void {
  const wasLive = useRef(false);
  useEffect(() => {
    if (!live) {
      if (wasLive.current) void log.look();
      return;
    }
    wasLive.current = true;
    const look = () => {
      if (document.visibilityState === 'visible') void log.look();
    };
    const timer = setInterval(look, LIVE_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [log, live]);
}

/** The console of a task, read from its end on. */
export function useLog(workspace: string, task: string, live: boolean): { log: Log; state: LogState } {
  const [log] = useState(() => new Log(workspace, task));
  const state = useSyncExternalStore(log.watch, log.state);
  useEffect(() => {
    void log.jump('end');
  }, [log]);
  useLive(log, live);
  return { log, state };
}

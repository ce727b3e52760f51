import { useEffect, useRef, useState } from 'react';
import type { Log } from './log.ts';
import { before, findLine } from './log-pages.ts';
import type { LinePlace } from './log-window.ts';

/** How long typing rests before the first hit is looked for. */
const REST_MS = 300;

export interface Search {
  text: string;
  setText: (text: string) => void;
  hit: LinePlace | undefined;
  /** What came of it, in a few words. */
  said: string;
  busy: boolean;
  error: unknown;
  next: (earlier: boolean) => void;
}

/**
 * Searches the whole console: from where one looks to the end, then once from the other end on.
 * @param inView the first line that is seen
 */
export function useSearch(
  workspace: string,
  task: string,
  log: Log,
  inView: () => LinePlace | undefined,
): Search {
  const [text, setText] = useState('');
  const [hit, setHit] = useState<LinePlace>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);

  const search = async (sought: string, earlier: boolean, from: LinePlace | undefined) => {
    turn.current += 1;
    const own = turn.current;
    const wanted = () => turn.current === own;
    const find = (begin: LinePlace | undefined) =>
      findLine(workspace, task, { text: sought, from: begin, earlier, wanted });
    setBusy(true);
    setSaid('Searching…');
    setError(undefined);
    try {
      const ahead = await find(from);
      const found = ahead ?? (from && (await find(undefined)));
      if (!wanted()) return;
      const round = earlier ? 'Went on from the end' : 'Went on from the beginning';
      setSaid(found ? (ahead ? '' : round) : 'No line holds it');
      setHit(found);
    } catch (failed) {
      if (!wanted()) return;
      setSaid('');
      setError(failed);
    }
    if (wanted()) setBusy(false);
  };

  // after the view knows the hit: it may have to unfold what the hit stands in
  useEffect(() => {
    if (hit) void log.jump(hit);
  }, [log, hit]);

  const begin = useRef(search);
  begin.current = search;
  const seen = useRef(inView);
  seen.current = inView;
  useEffect(() => {
    turn.current += 1;
    setHit(undefined);
    setSaid('');
    setBusy(false);
    setError(undefined);
    if (text === '') return;
    const timer = setTimeout(() => {
      const first = seen.current();
      void begin.current(text, false, first && before(first));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const next = (earlier: boolean) => {
    if (text === '') return;
    const first = inView();
    void search(text, earlier, hit ?? (first && before(first)));
  };
  return { text, setText, hit, said, busy, error, next };
}

import { useCallback, useEffect, useState } from 'react';
import { type Link, linkOf } from './links-for-now.ts';
import type { Reason } from './why-not.ts';

/** `failed` can be told twice: the first time brings a new link, since the old one may have ended. */
export interface StoredLink {
  href: string | undefined;
  problem: Reason | undefined;
  failed: (reason: Reason) => void;
}

/**
 * The link of one object while it is wanted. What was asked for and is wanted no longer is given up; a link that
 * failed is renewed once.
 */
export function useStoredLink(workspace: string, url: string, wanted: boolean): StoredLink {
  const [link, setLink] = useState<Link>();
  const [problem, setProblem] = useState<Reason>();
  const [tries, setTries] = useState(0);
  const asks = wanted && link === undefined && problem === undefined;
  useEffect(() => {
    if (!asks) return;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await linkOf(workspace, url, stop.signal);
      if (stop.signal.aborted) return;
      if ('problem' in answer) setProblem(answer.problem);
      else setLink(answer);
    };
    ask().catch(() => !stop.signal.aborted && setProblem('unreachable'));
    return () => stop.abort();
  }, [asks, workspace, url]);
  const failed = useCallback(
    (reason: Reason) => {
      setLink(undefined);
      setTries(tries + 1);
      if (tries > 0) setProblem(reason);
    },
    [tries],
  );
  return { href: link?.href, problem, failed };
}

import { useState } from 'react';
import { useLink } from '../storage/use-link.ts';
import type { Reason } from './why-not.ts';

export interface StoredLink {
  /** The newest link. Links are renewed while they are shown: what has begun to load one must keep to it. */
  href: string | undefined;
  /** Another number means that what was shown by the link before is to begin anew. */
  round: number;
  problem: Reason | undefined;
  /** Tells that the link did not lead to what was expected. The first time brings another: the old may have ended. */
  failed: (reason: Reason) => void;
}

/** The link of one object, replaced once when it failed. */
export function useStoredLink(workspace: string, url: string): StoredLink {
  const { link, problem, retry } = useLink(workspace, url);
  const [round, setRound] = useState(0);
  const [renewing, setRenewing] = useState(false);
  const [broken, setBroken] = useState<Reason>();
  const failed = (reason: Reason) => {
    if (round > 0) {
      setBroken(reason);
      return;
    }
    setRound(1);
    setRenewing(true);
    const renewed = () => setRenewing(false);
    retry().then(renewed, renewed);
  };
  return { href: broken || renewing ? undefined : link?.href, round, problem: broken ?? problem, failed };
}

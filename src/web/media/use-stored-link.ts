import { useState } from 'react';
import { useLink } from '../storage/use-link.ts';
import type { Reason } from './why-not.ts';

export interface StoredLink {
  href: string | undefined;
  problem: Reason | undefined;
  /** Tells that the link did not lead to what was expected. The first time brings another: the old may have ended. */
  failed: (reason: Reason) => void;
}

/**
 * The link of one object, for something that loads it once: it stays the same while it works, though links are renewed
 * meanwhile, and is replaced once when it failed.
 */
export function useStoredLink(workspace: string, url: string): StoredLink {
  const { link, problem, retry } = useLink(workspace, url);
  const [held, setHeld] = useState<string>();
  const [state, setState] = useState<'first' | 'renewing' | 'renewed'>('first');
  const [broken, setBroken] = useState<Reason>();
  if (held === undefined && link && state !== 'renewing') setHeld(link.href);
  const failed = (reason: Reason) => {
    if (state !== 'first') {
      setBroken(reason);
      return;
    }
    setState('renewing');
    setHeld(undefined);
    const renewed = () => setState('renewed');
    retry().then(renewed, renewed);
  };
  return { href: broken ? undefined : held, problem: broken ?? problem, failed };
}

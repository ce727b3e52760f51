import { useEffect, useState } from 'react';

const secretInAddress = () => window.location.hash.slice(1);

/**
 * The secret behind "#" of a one-time link. It is kept in memory only and leaves the address bar at once,
 * so that neither history, nor a screenshot, nor a copied address holds it. Empty when there is none.
 */
export function useLinkSecret(): string {
  const [secret, setSecret] = useState(secretInAddress);
  useEffect(() => {
    const take = () => {
      if (!secretInAddress()) return;
      setSecret(secretInAddress());
      const { pathname, search } = window.location;
      window.history.replaceState(window.history.state, '', pathname + search);
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return secret;
}

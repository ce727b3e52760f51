import { useRouter } from '@tanstack/react-router';
import { call } from '../api.ts';
import { safeRedirect } from '../redirect.ts';
import { endSession } from '../session.ts';

/** Ends the session and leads to the sign-in page; with `back`, someone else returns here after signing in. */
export function useSignOut() {
  const router = useRouter();
  return async ({ back = false } = {}) => {
    await call('login.logout', {});
    const here = safeRedirect(router.state.location.href);
    await router.navigate({ to: '/login', search: back && here !== '/' ? { redirect: here } : {} });
    endSession();
  };
}

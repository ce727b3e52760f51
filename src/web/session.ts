import { QueryClient } from '@tanstack/react-query';

/** What the page knows of the server's answers. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, networkMode: 'always', staleTime: 10_000 },
    mutations: { networkMode: 'always' },
  },
});

const forgetters: (() => void)[] = [];

/** Registers what else must be forgotten when the session is over. */
export function onSessionEnd(forget: () => void): void {
  forgetters.push(forget);
}

/** Forgets everything that was known of the session's owner. */
export function endSession(): void {
  queryClient.clear();
  for (const forget of forgetters) forget();
}

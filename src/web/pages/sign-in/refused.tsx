import { WireError } from '../../api.ts';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { spoken } from './wait.ts';

/** Why signing in was refused: a wrong pair in our own words, anything else in the server's. */
export function Refused({ error, wait }: { error: unknown; wait: number }) {
  const asked = error instanceof WireError ? error.data.retry_after_s : undefined;
  if (asked && wait === 0) return <Note>You can try again now.</Note>;
  if (asked) {
    return (
      <Note tone="bad" icon="clock">
        <strong>Too many tries.</strong> Wait {spoken(Math.ceil(asked))} before the next one; each further
        miss waits longer.
      </Note>
    );
  }
  if (error instanceof WireError && error.code === 401) {
    return (
      <Note tone="bad">
        <strong>E-mail or password is wrong.</strong> After several misses you have to wait between tries.
      </Note>
    );
  }
  return <ErrorNote error={error} />;
}

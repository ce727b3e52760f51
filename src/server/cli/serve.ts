import { serve } from '../main.ts';
import { UsageError } from './usage-error.ts';

/** Runs the server until a signal ends it. */
export async function serveCommand(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError('serve takes no arguments; settings come from the environment.');
  return serve(process.env);
}

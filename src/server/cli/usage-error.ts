import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command line was written wrongly; exit code 2. */
export class UsageError extends Error {}

/** parseArgs whose complaints are UsageErrors. */
export function parseCommand<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The one positional argument a command takes. @throws UsageError when it is missing or there are more */
export function onlyPositional(positionals: string[], name: string): string {
  const [value, ...more] = positionals;
  if (value === undefined || more.length > 0) throw new UsageError(`Exactly one ${name} is needed.`);
  return value;
}

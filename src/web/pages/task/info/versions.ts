import type { TaskDocument } from '../task-query.ts';

/** What clients note in the runtime of a task that has names of its own on the page. */
const CLIENT = 'CLEARML VERSION';
const COMMAND = 'CLI';
const PROGRESS = 'progress';
const NAMED = new Set([CLIENT, COMMAND, PROGRESS]);

/** What made it: the client with its version, and the command it was started as. */
export function versionsOf({ runtime = {} }: Pick<TaskDocument, 'runtime'>): [string, string][] {
  const named: [string, unknown][] = [
    ['Client', runtime[CLIENT]],
    ['Command', runtime[COMMAND]],
  ];
  return named.flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  );
}

/** Percent that the script says to have done; undefined where it never said. */
export function progressOf({ runtime = {} }: Pick<TaskDocument, 'runtime'>): number | undefined {
  const value = Number.parseFloat(String(runtime[PROGRESS] ?? ''));
  return value > 0 && value <= 100 ? value : undefined;
}

/** Everything else of the runtime, by name; what is not a text as JSON. What begins with "_" is the clients' own. */
export function runtimeRows({ runtime = {} }: Pick<TaskDocument, 'runtime'>): [string, string][] {
  return Object.entries(runtime)
    .filter(([name]) => !NAMED.has(name) && !name.startsWith('_'))
    .map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'));
}

/** What a link that names no workspace leads to. */
export type ClientLink =
  | { kind: 'task'; id: string; tab: string }
  | { kind: 'project'; id: string }
  | { kind: 'model'; id: string }
  | { kind: 'queue'; id: string }
  | { kind: 'place'; place: 'projects' | 'tasks' | 'queues' | 'workers' };

/** The tab of a task's page by how ClearML's own page calls it, the longest first. */
const TABS: readonly [RegExp, string][] = [
  [/^output\/metrics\/scalar/, 'scalars'],
  [/^(output\/metrics\/plots|output\/plots)/, 'plots'],
  [/^(output\/debugImages|output\/debug-?samples?)/i, 'samples'],
  [/^(output\/log|console)/, 'console'],
  [/^output/, 'console'],
  [/^artifacts/, 'artifacts'],
  [/^(execution|configuration|hyper-?params?|hyper-param)/, 'configuration'],
  [/^(info-output|general|info)/, 'info'],
  [/^scalars/, 'scalars'],
  [/^plots/, 'plots'],
];

const FIRST_TAB = 'console';

function taskOrProject(project: string, kind: string | undefined, id: string | undefined, rest: string[]) {
  const all = project === '*';
  if (id && (kind === 'experiments' || kind === 'tasks')) {
    const path = rest.join('/');
    return {
      kind: 'task' as const,
      id,
      tab: TABS.find(([pattern]) => pattern.test(path))?.[1] ?? FIRST_TAB,
    };
  }
  if (id && kind === 'models') return { kind: 'model' as const, id };
  return all
    ? { kind: 'place' as const, place: 'tasks' as const }
    : { kind: 'project' as const, id: project };
}

/**
 * Reads the paths that clients print and ClearML's own page uses, such as
 * `/projects/<project>/experiments/<task>/output/log`; undefined for any other path.
 */
export function readClientLink(pathname: string, queue?: string): ClientLink | undefined {
  const [root, ...parts] = pathname.split('/').filter(Boolean);
  if (root === 'projects' || root === 'pipelines' || root === 'datasets') {
    const [project, kind, id, ...rest] = root === 'datasets' ? parts.slice(1) : parts;
    return project ? taskOrProject(project, kind, id, rest) : { kind: 'place', place: 'projects' };
  }
  if (root !== 'workers-and-queues') return undefined;
  if (parts[0] !== 'queues') return { kind: 'place', place: 'workers' };
  return queue ? { kind: 'queue', id: queue } : { kind: 'place', place: 'queues' };
}

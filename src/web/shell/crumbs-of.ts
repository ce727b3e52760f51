import type { Crumb } from './crumbs.tsx';

/** The pages of a workspace, by what follows `/w/<id>` in the path. */
const IN_WORKSPACE: readonly [RegExp, string][] = [
  [/^\/vault(\/|$)/, 'Configuration vault'],
  [/^\/members$/, 'Members'],
  [/^\/audit$/, 'Audit log'],
  [/^\/storage-cleanup$/, 'Storage cleanup'],
  [/^\/(view|gallery)$/, 'Storage'],
  [/^\/projects$/, 'Projects'],
  [/^\/queues$/, 'Queues'],
  [/^\/workers$/, 'Workers'],
];

/** The pages below the projects of a workspace, which name themselves after what they show. */
const BELOW_PROJECTS: readonly [RegExp, string][] = [
  [/^\/projects\/[^/]+\/tasks$/, 'Tasks'],
  [/^\/tasks\//, 'Task'],
  [/^\/models\//, 'Model'],
  [/^\/compare$/, 'Compare'],
];

/**
 * The crumbs of a page by its path; a workspace's pages begin with the workspace.
 * @param named what the page calls itself, such as the name of a project
 */
export function crumbsOf(
  pathname: string,
  workspace: string | undefined,
  serverAdmin: boolean,
  named?: string,
): Crumb[] {
  const account: Crumb = { name: 'Your account', to: '/settings/profile' };
  if (pathname === '/settings/profile') return [account, { name: 'Profile' }];
  if (pathname === '/settings/configuration') return [account, { name: 'Configuration' }];
  if (pathname === '/settings/people' && serverAdmin) return [{ name: 'This server' }, { name: 'People' }];
  if (!workspace) return [{ name: pathname === '/' ? 'Atrium' : 'Not found' }];
  const [, id = '', rest = ''] = /^\/w\/([^/]+)(.*)$/.exec(pathname) ?? [];
  const find = (pages: typeof IN_WORKSPACE) => pages.find(([path]) => path.test(rest))?.[1];
  const first: Crumb = { name: workspace, to: '/' };
  const below = find(BELOW_PROJECTS);
  if (below) {
    const projects: Crumb = { name: 'Projects', to: '/w/$workspace/projects', workspace: id };
    return [first, projects, { name: named ?? below }];
  }
  return [first, { name: find(IN_WORKSPACE) ?? 'Workspace' }];
}

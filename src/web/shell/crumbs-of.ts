import type { Crumb } from './crumbs.tsx';

/** The crumbs of a page by its path; a workspace's pages begin with the workspace. */
export function crumbsOf(pathname: string, workspace: string | undefined, serverAdmin: boolean): Crumb[] {
  const account: Crumb = { name: 'Your account', to: '/settings/profile' };
  if (pathname === '/settings/profile') return [account, { name: 'Profile' }];
  if (pathname === '/settings/configuration') return [account, { name: 'Configuration' }];
  if (pathname === '/settings/people' && serverAdmin) return [{ name: 'This server' }, { name: 'People' }];
  if (workspace && /\/vault(\/|$)/.test(pathname)) {
    return [{ name: workspace, to: '/' }, { name: 'Configuration vault' }];
  }
  if (workspace && /\/members$/.test(pathname)) return [{ name: workspace, to: '/' }, { name: 'Members' }];
  if (workspace && pathname.endsWith('/audit')) return [{ name: workspace, to: '/' }, { name: 'Audit log' }];
  if (workspace && pathname.endsWith('/storage-cleanup'))
    return [{ name: workspace, to: '/' }, { name: 'Storage cleanup' }];
  if (workspace && /\/(view|gallery)$/.test(pathname)) {
    return [{ name: workspace, to: '/' }, { name: 'Storage' }];
  }
  if (workspace && pathname.endsWith('/compare')) {
    return [{ name: workspace, to: '/' }, { name: 'Compare runs' }];
  }
  if (workspace) return [{ name: workspace, to: '/' }, { name: 'Workspace' }];
  return [{ name: pathname === '/' ? 'Atrium' : 'Not found' }];
}

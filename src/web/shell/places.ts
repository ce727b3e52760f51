import type { LinkProps } from '@tanstack/react-router';
import type { IconName } from '../ui/icon.tsx';

export interface Place {
  name: string;
  icon: IconName;
  /** The second key after "g". */
  key?: string;
  link: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

/** Where one can go, in the order of the side bar, the menu and the palette. */
export function placesOf(workspace: string | undefined, serverAdmin: boolean) {
  const account: Place[] = [
    { name: 'Profile', icon: 'user', key: 'p', link: { to: '/settings/profile' } },
    { name: 'Configuration', icon: 'sliders', key: 'c', link: { to: '/settings/configuration' } },
  ];
  const inWorkspace: Place[] = workspace
    ? [
        {
          name: 'Projects',
          icon: 'flask',
          key: 'j',
          link: { to: '/w/$workspace/projects', params: { workspace } },
        },
        {
          name: 'Queues',
          icon: 'queue',
          key: 'q',
          link: { to: '/w/$workspace/queues', params: { workspace } },
        },
        {
          name: 'Workers',
          icon: 'robot',
          key: 'k',
          link: { to: '/w/$workspace/workers', params: { workspace } },
        },
        {
          name: 'Workspace',
          icon: 'rooms',
          key: 'w',
          link: { to: '/w/$workspace/settings', params: { workspace } },
        },
        {
          name: 'Configuration vault',
          icon: 'vault',
          key: 'v',
          link: { to: '/w/$workspace/vault', params: { workspace } },
        },
        {
          name: 'Members',
          icon: 'users',
          key: 'm',
          link: { to: '/w/$workspace/members', params: { workspace } },
        },
        {
          name: 'Storage',
          icon: 'images',
          key: 'o',
          link: { to: '/w/$workspace/gallery', params: { workspace } },
        },
        {
          name: 'Audit log',
          icon: 'scroll',
          key: 'a',
          link: { to: '/w/$workspace/audit', params: { workspace } },
        },
        {
          name: 'Storage cleanup',
          icon: 'trash',
          key: 'x',
          link: { to: '/w/$workspace/storage-cleanup', params: { workspace } },
        },
      ]
    : [];
  const server: Place[] = serverAdmin
    ? [{ name: 'People of this server', icon: 'users', key: 's', link: { to: '/settings/people' } }]
    : [];
  return { account, inWorkspace, server };
}

import type { UseNavigateResult } from '@tanstack/react-router';
import type { Theme } from '../appearance.ts';
import type { CurrentUser } from '../queries.ts';
import type { IconName } from '../ui/icon.tsx';
import type { Place } from './places.ts';

export interface Command {
  id: string;
  group: 'Do' | 'Go to' | 'Switch workspace' | 'Theme';
  name: string;
  icon: IconName;
  tail?: string;
  key?: string;
  run: () => void;
}

interface Means {
  user: CurrentUser;
  active: string | undefined;
  places: Place[];
  navigate: UseNavigateResult<string>;
  signOut: () => Promise<void>;
  chooseTheme: (theme: Theme) => void;
}

/** The commands whose name, group or tail hold every typed word. */
export function matching(commands: Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/);
  return commands.filter(({ group, name, tail = '' }) => {
    const text = `${group} ${name} ${tail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Inviting, for owners and administrators; members find it where their workspace lets them. */
function inviting({ navigate }: Means, { id, name, role }: CurrentUser['companies'][number]): Command[] {
  if (role !== 'owner' && role !== 'administrator') return [];
  const run = () =>
    void navigate({ to: '/w/$workspace/settings', params: { workspace: id }, search: { inviting: true } });
  return [{ id: 'do-invite', group: 'Do', name: 'Invite a user', icon: 'users', tail: name, run }];
}

/** Finding a task in whichever project, and, for all but viewers, making a project. */
function experiments({ navigate }: Means, { id, name, role }: CurrentUser['companies'][number]): Command[] {
  const params = { workspace: id };
  const find: Command = {
    id: 'do-tasks',
    group: 'Do',
    name: 'Find a task in all projects',
    icon: 'search',
    tail: name,
    run: () =>
      void navigate({ to: '/w/$workspace/projects/$project/tasks', params: { ...params, project: '*' } }),
  };
  const make: Command = {
    id: 'do-project',
    group: 'Do',
    name: 'Create project',
    icon: 'folder',
    tail: name,
    run: () => void navigate({ to: '/w/$workspace/projects', params, search: { make: true } }),
  };
  return role === 'viewer' ? [find] : [find, make];
}

function doing(means: Means): Command[] {
  const { user, active, navigate, signOut } = means;
  const here = user.companies.find(({ id }) => id === active);
  const params = { workspace: here?.id ?? '' };
  const inside: Command[] = here
    ? [
        {
          id: 'do-create',
          group: 'Do',
          name: 'Create new credentials',
          icon: 'key',
          tail: here.name,
          run: () => void navigate({ to: '/w/$workspace/settings', params, search: { create: true } }),
        },
        ...inviting(means, here),
        ...experiments(means, here),
        {
          id: 'do-vault',
          group: 'Do',
          name: 'Edit configuration vault',
          icon: 'vault',
          tail: here.name,
          run: () => void navigate({ to: '/w/$workspace/vault', params, search: { edit: true } }),
        },
        {
          id: 'do-why',
          group: 'Do',
          name: 'Why this value?',
          icon: 'search',
          tail: here.name,
          run: () => void navigate({ to: '/w/$workspace/vault', params, hash: 'why' }),
        },
        {
          id: 'do-view',
          group: 'Do',
          name: 'View a storage address…',
          icon: 'images',
          tail: here.name,
          run: () => void navigate({ to: '/w/$workspace/gallery', params }),
        },
        {
          id: 'do-make',
          group: 'Do',
          name: 'Create workspace',
          icon: 'rooms',
          run: () => void navigate({ to: '/w/$workspace/settings', params, search: { make: true } }),
        },
      ]
    : [];
  const storage: Command[] = [
    {
      id: 'do-keys',
      group: 'Do',
      name: 'Add access keys',
      icon: 'key',
      tail: 'S3, Azure, Google Cloud',
      run: () => void navigate({ to: '/settings/configuration', search: { keys: 'add' } }),
    },
    {
      id: 'do-unlock',
      group: 'Do',
      name: 'Unlock access keys',
      icon: 'lock',
      run: () => void navigate({ to: '/settings/configuration', search: { keys: 'unlock' } }),
    },
  ];
  const leave: Command = {
    id: 'do-sign-out',
    group: 'Do',
    name: 'Sign out',
    icon: 'out',
    run: () => void signOut(),
  };
  return [...inside, ...storage, leave];
}

/** Everything the palette offers to this person here. */
export function commandsOf(means: Means): Command[] {
  const { user, active, places, navigate, chooseTheme } = means;
  const going = places.map(
    ({ name, icon, key, link }): Command => ({
      id: `go-${key}`,
      group: 'Go to',
      name,
      icon,
      ...(key && { key }),
      run: () => void navigate(link),
    }),
  );
  const switching = user.companies
    .filter(({ id }) => id !== active)
    .map(
      ({ id, name }): Command => ({
        id: `to-${id}`,
        group: 'Switch workspace',
        name,
        icon: 'swap',
        run: () => void navigate({ to: '/w/$workspace/settings', params: { workspace: id } }),
      }),
    );
  const themes = (['dark', 'light', 'system'] as const).map(
    (theme): Command => ({
      id: `theme-${theme}`,
      group: 'Theme',
      name: `${theme[0]?.toUpperCase()}${theme.slice(1)} theme`,
      icon: ({ dark: 'moon', light: 'sun', system: 'screen' } as const)[theme],
      run: () => chooseTheme(theme),
    }),
  );
  return [...doing(means), ...going, ...switching, ...themes];
}

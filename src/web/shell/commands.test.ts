import { expect, test } from 'vitest';
import type { CurrentUser } from '../queries.ts';
import { commandsOf, matching } from './commands.ts';
import { crumbsOf } from './crumbs-of.ts';
import { placesOf } from './places.ts';

const companies = [
  { id: 'a', name: 'Vision Lab' },
  { id: 'b', name: 'Field Robotics' },
];
const commands = commandsOf({
  user: { companies } as CurrentUser,
  active: 'a',
  places: placesOf('a', false).account,
  navigate: async () => {},
  signOut: async () => {},
  chooseTheme: () => {},
});
const names = (typed: string) => matching(commands, typed).map(({ name }) => name);

test('an empty line shows everything, the active workspace not among those to switch to', () => {
  expect(names('')).toContain('Profile');
  expect(names('switch')).toEqual(['Field Robotics']);
});

test('storage addresses are found from the palette', () => {
  expect(names('storage address')).toEqual(['View a storage address…']);
});

test('tasks are found and projects made from the palette', () => {
  expect(names('find task')).toEqual(['Find a task in all projects']);
  expect(names('create project')).toEqual(['Create project']);
});

test('every typed word must match, in any order and case', () => {
  expect(names('new CREATE')).toEqual(['Create new credentials']);
  expect(names('dark theme')).toEqual(['Dark theme']);
  expect(names('dark profile')).toEqual([]);
});

test('only administrators of the server are led to its people', () => {
  expect(placesOf('a', false).server).toEqual([]);
  expect(placesOf('a', true).server).toHaveLength(1);
});

test('crumbs begin with the workspace, the account or the server', () => {
  const said = (path: string, workspace?: string) => crumbsOf(path, workspace, false).map(({ name }) => name);
  expect(said('/w/a/settings', 'Vision Lab')).toEqual(['Vision Lab', 'Workspace']);
  expect(said('/w/a/gallery', 'Vision Lab')).toEqual(['Vision Lab', 'Storage']);
  expect(said('/w/a/view', 'Vision Lab')).toEqual(['Vision Lab', 'Storage']);
  expect(said('/w/a/projects', 'Vision Lab')).toEqual(['Vision Lab', 'Projects']);
  expect(said('/w/a/vault/b', 'Vision Lab')).toEqual(['Vision Lab', 'Configuration vault']);
  expect(said('/settings/profile')).toEqual(['Your account', 'Profile']);
  expect(said('/w/x/settings')).toEqual(['Not found']);
  expect(said('/settings/people')).toEqual(['Not found']);
});

test('what is below projects is called by what it shows once that is known', () => {
  const said = (named?: string) =>
    crumbsOf('/w/a/projects/b/tasks', 'Vision Lab', false, named).map(({ name }) => name);
  expect(said()).toEqual(['Vision Lab', 'Projects', 'Tasks']);
  expect(said('detection')).toEqual(['Vision Lab', 'Projects', 'detection']);
});

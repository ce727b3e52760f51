import { shortKey } from '../../ui/copy.tsx';
import type { Credential } from './credentials-query.ts';

/** What to call a key pair: its label, else the ends of its key. */
export const nameOf = ({ label, access_key }: Pick<Credential, 'label' | 'access_key'>) =>
  label || shortKey(access_key);

const ROLES: Record<string, string> = {
  owner: 'Owner',
  administrator: 'Administrator',
  admin: 'Administrator',
  member: 'Member',
  user: 'Member',
  viewer: 'Viewer',
  guest: 'Viewer',
};

/** A role as a word for people. */
export const roleName = (role: string) => ROLES[role] ?? role;

/** "no credentials", "1 credential", "3 credentials". */
export const counted = (count: number, what: string) =>
  count === 0 ? `no ${what}s` : `${count} ${what}${count === 1 ? '' : 's'}`;

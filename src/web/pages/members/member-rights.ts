import type { Workspace } from '../../queries.ts';
import type { Member, Role } from './members-queries.ts';

/** What the page's person may do in this workspace; the server decides again. */
export interface Rights {
  me: string;
  role: string;
  personal: boolean;
  owners: number;
}

export const rightsIn = (workspace: Workspace, me: string): Rights => ({
  me,
  role: workspace.role,
  personal: workspace.personal,
  owners: workspace.owners.length,
});

export const administers = ({ role }: Rights) => role === 'owner' || role === 'administrator';

/** Why a member's role cannot be changed by this person, or undefined when it can; "" needs no words. */
export function roleFixed(rights: Rights, member: Member): string | undefined {
  if (!administers(rights)) return '';
  if (member.role !== 'owner') return undefined;
  if (rights.role !== 'owner') return 'Only an owner changes an owner';
  if (rights.owners <= 1) return 'Only owner';
  return undefined;
}

/** The roles this person may give to a member. */
export function rolesToGive(rights: Rights): Role[] {
  const all: Role[] = ['owner', 'administrator', 'member', 'viewer'];
  return rights.role === 'owner' ? all : all.slice(1);
}

/** True when this person may remove a member; leaving is on the page of the workspace. */
export const mayRemove = (rights: Rights, member: Member) =>
  administers(rights) &&
  member.id !== rights.me &&
  (member.role !== 'owner' || (rights.role === 'owner' && rights.owners > 1));

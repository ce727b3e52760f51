import type { Rights } from './member-rights.ts';
import type { Member, Role } from './members-queries.ts';
import { OwnRoleDialog } from './own-role-dialog.tsx';
import { OwnerDialog } from './owner-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** What someone is about to do to a member. */
export type MemberTask = { kind: 'remove'; member: Member } | { kind: 'role'; member: Member; role: Role };

interface MemberDialogsProps {
  workspace: { id: string; name: string };
  rights: Rights;
  task: MemberTask;
  onClose: () => void;
}

/** The dialog of a task. */
export function MemberDialogs({ workspace, rights, task, onClose }: MemberDialogsProps) {
  const common = { workspace, member: task.member, onClose };
  if (task.kind === 'remove') return <RemoveDialog {...common} />;
  if (task.member.id === rights.me) return <OwnRoleDialog {...common} role={task.role} />;
  return <OwnerDialog {...common} personal={rights.personal} />;
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { errorText } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { roleName } from '../workspace/names.ts';
import { type Rights, roleFixed, rolesToGive } from './member-rights.ts';
import { type Member, type Role, refreshMembers } from './members-queries.ts';

interface RoleSelectProps {
  workspace: string;
  member: Member;
  rights: Rights;
  /** Asked first: making an owner, and changing one's own role. */
  onAsk: (role: Role) => void;
}

/** A member's role, changed at once where that is harmless. */
export function RoleSelect({ workspace, member, rights, onAsk }: RoleSelectProps) {
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (role: Role) => call('workspaces.set_role', { user: member.id, role }, { workspace }),
    onSuccess: async (_answer, role) => {
      await refreshMembers(client, workspace);
      toast(`${member.name} is now ${roleName(role).toLowerCase()}`);
    },
  });
  const fixed = roleFixed(rights, member);
  if (fixed !== undefined) return <span title={fixed || undefined}>{roleName(member.role)}</span>;
  const choose = (role: Role) => {
    reset();
    if (role === 'owner' || member.id === rights.me) onAsk(role);
    else mutate(role);
  };
  return (
    <>
      <select
        className="select select-sm"
        aria-label={`Role of ${member.name}`}
        value={member.role}
        disabled={isPending}
        onChange={(event) => choose(event.target.value as Role)}
      >
        {rolesToGive(rights).map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </select>
      {error && (
        <span className="sub bad" role="alert">
          {Object.values(errorText(error)).join(' ')}
        </span>
      )}
    </>
  );
}

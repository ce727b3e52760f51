import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { useQuiet } from '../people/quiet.ts';
import { roleName } from '../workspace/names.ts';
import { MemberDialogs, type MemberTask } from './member-dialogs.tsx';
import { administers, type Rights } from './member-rights.ts';
import { MemberRow } from './member-row.tsx';
import { type Role, workspaceMembersQuery } from './members-queries.ts';

const COLUMNS = ['Person', 'Role', 'Last active', 'Credentials', 'Joined'];
const ROLES: readonly Role[] = ['owner', 'administrator', 'member', 'viewer'];
const QUIET_MS = 250;

interface FilterBarProps {
  byEmail: boolean;
  typed: string;
  role: Role | '';
  total: number | undefined;
  onType: (text: string) => void;
  onRole: (role: Role | '') => void;
}

function FilterBar({ byEmail, typed, role, total, onType, onRole }: FilterBarProps) {
  return (
    <div className="panel-bar">
      <SearchInput
        label="Search members"
        placeholder={byEmail ? 'Name or e-mail' : 'Name'}
        value={typed}
        onValue={onType}
      />
      <select
        className="select select-sm"
        aria-label="Filter by role"
        value={role}
        onChange={(event) => onRole(event.target.value as Role | '')}
      >
        <option value="">Every role</option>
        {ROLES.map((name) => (
          <option key={name} value={name}>
            {roleName(name)}
          </option>
        ))}
      </select>
      <span className="end xs faint" role="status">
        {total !== undefined && `${total} ${total === 1 ? 'person' : 'people'}`}
      </span>
    </div>
  );
}

interface MembersSectionProps {
  workspace: { id: string; name: string };
  rights: Rights;
}

/** The people of a workspace, and what can be done to each. */
export function MembersSection({ workspace, rights }: MembersSectionProps) {
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<Role | ''>('');
  const [task, setTask] = useState<MemberTask | null>(null);
  const search = useQuiet(useDeferredValue(typed.trim()), QUIET_MS);
  const query = useInfiniteQuery({
    ...workspaceMembersQuery(workspace.id, search, role),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="section" aria-label="Members">
      <div className="panel">
        <FilterBar
          byEmail={administers(rights)}
          typed={typed}
          role={role}
          total={query.data?.pages[0]?.total}
          onType={setTyped}
          onRole={setRole}
        />
        <LoadedState query={query} what="members">
          {({ pages }) =>
            pages[0]?.members.length === 0 ? (
              <div className="empty">
                <Icon name="users" />
                <strong>Nobody matches</strong>
                <span>Part of a name is enough; the filter may name another role.</span>
              </div>
            ) : (
              <FlowTable caption={`Members of ${workspace.name}`} columns={COLUMNS} actions="Actions">
                {pages
                  .flatMap(({ members }) => members)
                  .map((member) => (
                    <MemberRow
                      key={member.id}
                      workspace={workspace.id}
                      member={member}
                      rights={rights}
                      onTask={setTask}
                    />
                  ))}
              </FlowTable>
            )
          }
        </LoadedState>
        <MoreFoot query={query}>More people match.</MoreFoot>
      </div>
      {task && (
        <MemberDialogs workspace={workspace} rights={rights} task={task} onClose={() => setTask(null)} />
      )}
    </section>
  );
}

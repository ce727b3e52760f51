import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { CurrentUser } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { AccountDialogs, type AccountTask } from './account-dialogs.tsx';
import { AccountRow } from './account-row.tsx';
import { type Account, accountsQuery } from './accounts-query.ts';
import { useQuiet } from './quiet.ts';

const COLUMNS = ['Person', 'State', 'Made', 'Last seen'];
const QUIET_MS = 250;

interface PeopleTableProps {
  accounts: Account[];
  search: string;
  me: string;
  onTask: (task: AccountTask) => void;
}

function PeopleTable({ accounts, search, me, onTask }: PeopleTableProps) {
  if (accounts.length === 0) {
    return (
      <div className="empty">
        <Icon name="users" />
        <strong>Nobody matches “{search}”</strong>
        <span>Part of a name or of an e-mail address is enough.</span>
      </div>
    );
  }
  return (
    <FlowTable caption="People of this server" columns={COLUMNS} actions="Actions">
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} me={account.id === me} onTask={onTask} />
      ))}
    </FlowTable>
  );
}

/** The list with its search, and what can be done to each account. */
export function PeopleList({ user }: { user: CurrentUser }) {
  const [typed, setTyped] = useState('');
  const [task, setTask] = useState<AccountTask | null>(null);
  const search = useQuiet(useDeferredValue(typed.trim()), QUIET_MS);
  const query = useInfiniteQuery({ ...accountsQuery(search), placeholderData: keepPreviousData });
  const total = query.data?.pages[0]?.total;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>People of this server</h1>
          <p>
            Everyone with an account. Administering the server opens no workspace: for that, one must be its
            member.
          </p>
        </div>
        <div className="end">
          <Button look="primary" icon="plus" onClick={() => setTask({ kind: 'make' })}>
            Make an account
          </Button>
        </div>
      </div>
      <section className="panel" aria-label="People">
        <div className="panel-bar">
          <SearchInput label="Search people" placeholder="Name or e-mail" value={typed} onValue={setTyped} />
          <span className="end xs faint" role="status">
            {total !== undefined && `${total} ${total === 1 ? 'person' : 'people'}`}
          </span>
        </div>
        <LoadedState query={query} what="people">
          {({ pages }) => (
            <PeopleTable
              accounts={pages.flatMap((page) => page.accounts)}
              search={search}
              me={user.id}
              onTask={setTask}
            />
          )}
        </LoadedState>
        <MoreFoot query={query}>More people match.</MoreFoot>
      </section>
      {task && <AccountDialogs key={task.kind} task={task} onClose={() => setTask(null)} />}
    </>
  );
}

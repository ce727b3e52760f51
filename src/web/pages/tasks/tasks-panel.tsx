import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { useMayWrite } from '../task/use-may-write.ts';
import { ChosenTasks } from './chosen-tasks.tsx';
import { fieldsOf, orderOf } from './columns.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { NoTasks } from './no-tasks.tsx';
import { TasksBar } from './tasks-bar.tsx';
import { whereOf } from './tasks-query.ts';
import { TasksTable } from './tasks-table.tsx';
import { useTableLook } from './use-table-look.ts';
import { useTasks } from './use-tasks.ts';

/** Says that tasks have come which are not among the rows, and brings them in. */
function Fresh({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className="panel-bar fresh" role="status">
      {count > 0 && (
        <>
          <Icon name="info" />
          <span>
            {count} {count === 1 ? 'task has' : 'tasks have'} come to the top.
          </span>
          <Button size="sm" onClick={onShow}>
            Show
          </Button>
        </>
      )}
    </div>
  );
}

/** The table with its filters; what is chosen in it is acted on from the bar below. */
export function TasksPanel({ workspace, project }: { workspace: string; project: string }) {
  const { search, columns, sort, change, setColumns, setSort } = useTableLook();
  const mayWrite = useMayWrite(workspace);
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const where = whereOf(project, search);
  const { list, rows, fresh } = useTasks({
    workspace,
    where,
    order_by: orderOf(sort),
    fields: fieldsOf(columns),
  });
  const filtered = Boolean(search.status || search.type || search.tags || search.user || search.name);
  return (
    <section className="panel tasks-panel" aria-label="Tasks" aria-busy={list.isPlaceholderData}>
      <TasksBar
        workspace={workspace}
        project={project}
        search={search}
        columns={columns}
        rows={rows}
        sort={sort}
        onSort={setSort}
        onSearch={change}
        onColumns={() => setChoosing(true)}
      />
      <Fresh count={fresh} onShow={() => void list.refetch()} />
      <LoadedState query={list} what="tasks" rows={6}>
        {() =>
          rows.length === 0 ? (
            <NoTasks workspace={workspace} filtered={filtered} archived={search.archived === true} />
          ) : (
            <TasksTable
              workspace={workspace}
              project={project}
              columns={columns}
              rows={rows}
              sort={sort}
              chosen={chosen}
              onSort={setSort}
              onChosen={mayWrite ? setChosen : undefined}
            />
          )
        }
      </LoadedState>
      <MoreFoot query={list}>{`${rows.length} tasks shown; there are more.`}</MoreFoot>
      {mayWrite && <ChosenTasks workspace={workspace} rows={rows} chosen={chosen} onChosen={setChosen} />}
      {choosing && (
        <ColumnsDialog
          workspace={workspace}
          project={project}
          columns={columns}
          rows={rows}
          onClose={() => setChoosing(false)}
          onColumns={(ids) => {
            setColumns(ids);
            setChoosing(false);
          }}
        />
      )}
    </section>
  );
}

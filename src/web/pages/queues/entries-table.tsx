import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { IconButton } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { When } from '../../ui/when.tsx';
import { type Move, moved } from './move-entry.ts';
import { type Queue, queueListQuery, refreshQueues } from './queue-list-query.ts';

const METHODS = {
  first: 'queues.move_task_to_front',
  up: 'queues.move_task_forward',
  down: 'queues.move_task_backward',
  last: 'queues.move_task_to_back',
} as const;

const BUTTONS: readonly { move: Move; icon: IconName; tip: string; label: (name: string) => string }[] = [
  { move: 'first', icon: 'first', tip: 'To the front', label: (name) => `Move ${name} to the front` },
  { move: 'up', icon: 'up', tip: 'Forward', label: (name) => `Move ${name} forward` },
  { move: 'down', icon: 'down', tip: 'Back', label: (name) => `Move ${name} back` },
  { move: 'last', icon: 'last', tip: 'To the end', label: (name) => `Move ${name} to the end` },
  { move: 'out', icon: 'x', tip: 'Take out', label: (name) => `Take ${name} out of the queue` },
];

/** Moves entries; the new order is shown at once, and what the server has soon after. */
function useMoves(workspace: string, queue: Queue) {
  const client = useQueryClient();
  const { queryKey } = queueListQuery(workspace);
  return useMutation({
    mutationFn: async ({ at, move }: { at: number; move: Move }) => {
      const body = { queue: queue.id, task: queue.entries[at]?.task.id ?? '' };
      if (move === 'out')
        await call('queues.remove_task', { ...body, update_task_status: true }, { workspace });
      else await call(METHODS[move], body, { workspace });
    },
    onMutate: async ({ at, move }) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (queues) =>
        queues?.map((one) =>
          one.id === queue.id ? { ...one, entries: moved(queue.entries, at, move) } : one,
        ),
      );
    },
    onSuccess: (_, { at, move }) => {
      if (move === 'out') toast(`${queue.entries[at]?.task.name ?? 'Task'} taken out`);
    },
    onSettled: () => refreshQueues(client, workspace),
  });
}

interface EntriesTableProps {
  workspace: string;
  queue: Queue;
  mayWrite: boolean;
}

/** The tasks of a queue, the next one first. */
export function EntriesTable({ workspace, queue, mayWrite }: EntriesTableProps) {
  const { mutate, isPending, error } = useMoves(workspace, queue);
  const last = queue.entries.length - 1;
  const idle = (move: Move, at: number) =>
    isPending ||
    (at === 0 && (move === 'first' || move === 'up')) ||
    (at === last && (move === 'down' || move === 'last'));
  return (
    <div className="entries">
      {error && (
        <div className="panel-pad">
          <ErrorNote error={error} />
        </div>
      )}
      <FlowTable
        caption={`Tasks in ${queue.name}`}
        columns={['Task', 'Place', 'Waits since']}
        {...(mayWrite && { actions: 'Order' })}
      >
        {queue.entries.map(({ task, added }, at) => {
          const name = task.name ?? task.id;
          return (
            <Row key={task.id}>
              <Cell lead>
                <Link
                  to="/w/$workspace/tasks/$task"
                  params={{ workspace, task: task.id }}
                  className="breakable"
                >
                  {name}
                </Link>
              </Cell>
              <Cell label="Place">{at + 1}</Cell>
              <Cell label="Waits since">
                <When time={added} />
              </Cell>
              {mayWrite && (
                <Cell act>
                  {BUTTONS.map(({ move, icon, tip, label }) => (
                    <IconButton
                      key={move}
                      icon={icon}
                      tip={tip}
                      tipLeft
                      risk={move === 'out'}
                      label={label(name)}
                      aria-disabled={idle(move, at) || undefined}
                      onClick={() => !idle(move, at) && mutate({ at, move })}
                    />
                  ))}
                </Cell>
              )}
            </Row>
          );
        })}
      </FlowTable>
    </div>
  );
}

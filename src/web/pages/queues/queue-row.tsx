import { Link } from '@tanstack/react-router';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { Day } from '../../ui/when.tsx';
import type { QueueTask } from './queue-dialogs.tsx';
import { isDefault, type Queue, waiting } from './queue-list-query.ts';

interface QueueRowProps {
  workspace: string;
  queue: Queue;
  open: boolean;
  onTask: ((task: QueueTask) => void) | undefined;
}

/** One queue: how many wait, how many listen. */
export function QueueRow({ workspace, queue, open, onTask }: QueueRowProps) {
  const { id, name, workers, created } = queue;
  return (
    <Row className={open ? 'is-on' : undefined}>
      <Cell lead>
        <div className="person">
          <Icon name="queue" className="faint" />
          <div>
            <Link
              to="/w/$workspace/queues"
              params={{ workspace }}
              search={{ queue: id }}
              resetScroll={false}
              aria-current={open ? 'true' : undefined}
            >
              <strong className="breakable">{name}</strong>
            </Link>{' '}
            {isDefault(queue) && <span className="badge">Default</span>}
          </div>
        </div>
      </Cell>
      <Cell label="Waiting">{waiting(queue)}</Cell>
      <Cell label="Workers">
        {workers.length > 0 ? workers.length : <span className="faint">Nobody listens</span>}
      </Cell>
      <Cell label="Made">
        <Day time={created} />
      </Cell>
      {onTask && (
        <Cell act>
          <IconButton
            icon="pencil"
            label={`Rename ${name}`}
            tip="Rename"
            onClick={() => onTask({ kind: 'rename', queue })}
          />
          <IconButton
            icon="trash"
            risk
            tipLeft
            label={`Delete ${name}`}
            tip="Delete"
            onClick={() => onTask({ kind: 'delete', queue })}
          />
        </Cell>
      )}
    </Row>
  );
}

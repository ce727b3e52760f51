import { Icon } from '../../ui/icon.tsx';
import { isStopping, type TaskDocument } from './task-query.ts';
import { STATUS_LOOKS } from './task-words.ts';

/** The status of a task as a word with its drawing; "Stopping" while its worker is to end it. */
export function StatusBadge({ task }: { task: Pick<TaskDocument, 'status' | 'status_message'> }) {
  const { name, icon, look } = STATUS_LOOKS[task.status] ?? STATUS_LOOKS.unknown;
  const stopping = isStopping(task);
  return (
    <span className={`badge ${stopping ? 'b-warn' : look}`}>
      <Icon name={stopping ? 'clock' : icon} />
      {stopping ? 'Stopping' : name}
    </span>
  );
}

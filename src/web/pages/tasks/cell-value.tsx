import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { When } from '../../ui/when.tsx';
import { StatusBadge } from '../task/status-badge.tsx';
import { durationText, typeName } from '../task/task-words.ts';
import type { Column, FieldId, TaskRow } from './columns.ts';
import { numberText } from './number-text.ts';

interface CellValueProps {
  workspace: string;
  column: Column;
  task: TaskRow;
}

const time = (value: string | null | undefined) => value && <When time={value} />;

function Tags({ tags }: { tags: string[] }) {
  return (
    <span className="cluster row-tags">
      {tags.map((tag) => (
        <span className="tag" key={tag}>
          {tag}
        </span>
      ))}
    </span>
  );
}

const SHOWN: Record<FieldId, (task: TaskRow, workspace: string) => ReactNode> = {
  status: (task) => <StatusBadge task={task} />,
  type: ({ type }) => typeName(type),
  tags: ({ tags = [] }) => tags.length > 0 && <Tags tags={tags} />,
  user: ({ user }) => user?.name,
  project: ({ project }, workspace) =>
    project?.name && (
      <Link
        to="/w/$workspace/projects/$project/tasks"
        params={{ workspace, project: project.id }}
        className="breakable"
      >
        {project.name}
      </Link>
    ),
  created: ({ created }) => time(created),
  started: ({ started }) => time(started),
  completed: ({ completed }) => time(completed),
  updated: ({ last_update }) => time(last_update),
  duration: ({ active_duration: seconds }) =>
    seconds !== null && seconds !== undefined && <span className="nowrap">{durationText(seconds)}</span>,
  iteration: ({ last_iteration: iteration }) => (iteration ? iteration.toLocaleString('en') : null),
  worker: ({ last_worker }) => last_worker && <span className="mono xs breakable">{last_worker}</span>,
  parent: ({ parent }, workspace) =>
    parent && (
      <Link to="/w/$workspace/tasks/$task" params={{ workspace, task: parent.id }}>
        {parent.name ?? parent.id}
      </Link>
    ),
  comment: ({ comment }) => comment && <span className="row-comment">{comment}</span>,
};

function shownValue({ workspace, column, task }: CellValueProps): ReactNode {
  switch (column.kind) {
    case 'field':
      return SHOWN[column.id](task, workspace);
    case 'metric': {
      const value = task.last_metrics?.[column.metric]?.[column.variant]?.[column.part];
      return typeof value === 'number' ? <span title={String(value)}>{numberText(value)}</span> : null;
    }
    case 'param': {
      const value = task.hyperparams?.[column.section]?.[column.name]?.value;
      return value && <span className="row-param mono xs">{value}</span>;
    }
  }
}

/** What a column shows of a task; a dash where there is nothing. */
export function CellValue(props: CellValueProps) {
  const value = shownValue(props);
  return value || value === 0 ? (
    value
  ) : (
    <span className="faint none" aria-hidden="true">
      –
    </span>
  );
}

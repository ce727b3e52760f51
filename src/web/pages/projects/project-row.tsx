import { Link } from '@tanstack/react-router';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../ui/menu.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { StatusCounts } from '../tasks/status-counts.tsx';
import type { ProjectTask } from './project-dialogs.tsx';
import { baseName } from './project-path.ts';
import type { Project, ProjectStats } from './projects-query.ts';

const ACTIONS: readonly { kind: ProjectTask['kind']; name: string; icon: IconName }[] = [
  { kind: 'make', name: 'New project inside', icon: 'plus' },
  { kind: 'edit', name: 'Rename or describe', icon: 'pencil' },
  { kind: 'move', name: 'Move', icon: 'forth' },
  { kind: 'delete', name: 'Delete', icon: 'trash' },
];

interface ProjectMenuProps {
  project: Project;
  onTask: (task: ProjectTask) => void;
}

function ProjectMenu({ project, onTask }: ProjectMenuProps) {
  return (
    <Menu
      className="me"
      buttonClass="icon-btn"
      button={
        <>
          <Icon name="dots" />
          <span className="sr">What to do with {project.name}</span>
        </>
      }
      label={`What to do with ${project.name}`}
    >
      {(close) => (
        <MenuGroup>
          {ACTIONS.map(({ kind, name, icon }) => (
            <button
              key={kind}
              type="button"
              className="menu-item"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                onTask({ kind, project });
              }}
            >
              <Icon name={icon} />
              {name}
            </button>
          ))}
        </MenuGroup>
      )}
    </Menu>
  );
}

function Below({ workspace, project: { id, name }, held }: ProjectRowProps) {
  const sub_projects = held?.sub_projects ?? [];
  if (sub_projects.length === 0) return null;
  const count = sub_projects.length;
  return (
    <Link className="sub" to="/w/$workspace/projects" params={{ workspace }} search={{ inside: id }}>
      {count} {count === 1 ? 'sub-project' : 'sub-projects'}
      <span className="sr"> of {name}</span>
    </Link>
  );
}

interface ProjectRowProps {
  workspace: string;
  project: Project;
  /** Undefined until it is counted. */
  held: ProjectStats | undefined;
  /** Shows the whole path, as where a search looked at every depth. */
  whole?: boolean;
  onTask?: ((task: ProjectTask) => void) | undefined;
}

/** A project with what it and those below it hold. */
export function ProjectRow(props: ProjectRowProps) {
  const { workspace, project, held, whole, onTask } = props;
  const { id, name, description, last_update, system_tags } = project;
  const ran = held?.stats?.active?.last_task_run;
  return (
    <Row>
      <Cell lead>
        <div className="person">
          <Icon name="folder" className="faint" />
          <div>
            <Link to="/w/$workspace/projects/$project/tasks" params={{ workspace, project: id }}>
              <strong className="breakable">{whole ? name : baseName(name)}</strong>
            </Link>{' '}
            {system_tags?.includes('hidden') && <span className="badge">Hidden</span>}
            {description && <span className="sub breakable">{description}</span>}
            <Below {...props} />
          </div>
        </div>
      </Cell>
      <Cell label="Tasks">
        {held ? (
          <StatusCounts workspace={workspace} project={id} counts={held.stats?.active?.status_count ?? {}} />
        ) : (
          <span className="faint">Counting…</span>
        )}
      </Cell>
      <Cell label="Last update">
        <When time={ran ? new Date(ran * 1000).toISOString() : last_update} />
      </Cell>
      {onTask && (
        <Cell act>
          <ProjectMenu project={project} onTask={onTask} />
        </Cell>
      )}
    </Row>
  );
}

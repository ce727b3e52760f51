import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { FlowTable } from '../../ui/table.tsx';
import { useQuiet } from '../people/quiet.ts';
import { FirstScript } from './first-script.tsx';
import type { ProjectTask } from './project-dialogs.tsx';
import { baseName } from './project-path.ts';
import { ProjectRow } from './project-row.tsx';
import { type Project, projectStatsQuery, projectsQuery } from './projects-query.ts';

const QUIET_MS = 250;
const COLUMNS = ['Project', 'Tasks', 'Last update'];

/** The way up from a project whose children are shown. */
function Above({ workspace, project }: { workspace: string; project: Project }) {
  const { parent } = project;
  return (
    <nav className="cluster sm above" aria-label="Projects above">
      <Link to="/w/$workspace/projects" params={{ workspace }}>
        Top
      </Link>
      {parent?.name && (
        <Link to="/w/$workspace/projects" params={{ workspace }} search={{ inside: parent.id }}>
          {parent.name}
        </Link>
      )}
      <strong aria-current="location">{baseName(project.name)}</strong>
    </nav>
  );
}

interface NothingProps {
  workspace: string;
  search: string;
  inside: string | undefined;
}

function Nothing({ workspace, search, inside }: NothingProps) {
  if (!search && inside === undefined) return <FirstScript workspace={workspace} />;
  return (
    <div className="empty">
      <Icon name="folder" />
      <strong>{search ? 'No project matches' : 'No project inside'}</strong>
      <span>
        {search
          ? 'A part of its path, description or a tag is enough. Hidden projects are searched when you show them.'
          : 'A name with a slash makes one: vision/detection stands inside vision.'}
      </span>
    </div>
  );
}

interface ProjectsListProps {
  workspace: string;
  /** The project whose children are shown, once it is known. */
  inside: Project | undefined;
  insideId: string | undefined;
  onTask: ((task: ProjectTask) => void) | undefined;
}

/** The projects at the top, or inside one; a search looks at every depth. */
export function ProjectsList({ workspace, inside, insideId, onTask }: ProjectsListProps) {
  const [typed, setTyped] = useState('');
  const [hidden, setHidden] = useState(false);
  const search = useQuiet(typed.trim(), QUIET_MS);
  const query = useInfiniteQuery({
    ...projectsQuery(workspace, { search, inside: insideId, hidden }),
    placeholderData: keepPreviousData,
  });
  const stats = useQueries({
    queries: (query.data?.pages ?? []).map((page) =>
      projectStatsQuery(
        workspace,
        page.map(({ id }) => id),
        hidden,
      ),
    ),
  });
  const held = new Map(stats.flatMap(({ data }) => [...(data ?? [])]));
  const failed = stats.find(({ error }) => error);
  return (
    <section className="panel" aria-label="Projects" aria-busy={query.isPlaceholderData}>
      <div className="panel-bar">
        <SearchInput
          label="Search projects"
          placeholder="Path, description or tag"
          value={typed}
          onValue={setTyped}
        />
        {inside && !search && <Above workspace={workspace} project={inside} />}
        <label className="choice end">
          <input
            className="check"
            type="checkbox"
            checked={hidden}
            onChange={(event) => setHidden(event.target.checked)}
          />
          Show hidden
        </label>
      </div>
      <LoadedState query={query} what="projects" rows={6}>
        {({ pages }) =>
          pages[0]?.length === 0 ? (
            <Nothing workspace={workspace} search={search} inside={insideId} />
          ) : (
            <FlowTable caption="Projects" columns={COLUMNS} {...(onTask && { actions: 'Actions' })}>
              {pages.flat().map((project) => (
                <ProjectRow
                  key={project.id}
                  workspace={workspace}
                  project={project}
                  held={held.get(project.id)}
                  whole={search !== ''}
                  onTask={onTask}
                />
              ))}
            </FlowTable>
          )
        }
      </LoadedState>
      {failed && (
        <div className="panel-pad">
          <ErrorNote error={failed.error} onRetry={failed.refetch} />
        </div>
      )}
      <MoreFoot query={query}>More projects match.</MoreFoot>
    </section>
  );
}

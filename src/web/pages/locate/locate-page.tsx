import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from '@tanstack/react-router';
import { call, WireError } from '../../api.ts';
import { useActiveWorkspace } from '../../shell/active-workspace.ts';
import { ErrorNote } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { TASK_TABS } from '../task/task-tab.tsx';
import { type ClientLink, readClientLink } from './client-link.ts';

type Thing = Exclude<ClientLink, { kind: 'place' }>;
type Place = Extract<ClientLink, { kind: 'place' }>['place'];

/** A place without an id is looked at in the workspace that was open last. */
function ToPlace({ place }: { place: Place }) {
  const workspace = useActiveWorkspace();
  if (!workspace) return <Skeleton what="your workspace" />;
  if (place === 'tasks')
    return (
      <Navigate to="/w/$workspace/projects/$project/tasks" params={{ workspace, project: '*' }} replace />
    );
  return <Navigate to={`/w/$workspace/${place}`} params={{ workspace }} replace />;
}

function ToThing({ thing, workspace }: { thing: Thing; workspace: string }) {
  const { id } = thing;
  if (thing.kind === 'queue')
    return <Navigate to="/w/$workspace/queues" params={{ workspace }} search={{ queue: id }} replace />;
  if (thing.kind === 'project')
    return (
      <Navigate to="/w/$workspace/projects/$project/tasks" params={{ workspace, project: id }} replace />
    );
  if (thing.kind === 'model')
    return <Navigate to="/w/$workspace/models/$model" params={{ workspace, model: id }} replace />;
  const tab = TASK_TABS.find(({ path }) => path === thing.tab) ?? TASK_TABS[0];
  const params = { workspace, task: id, tab: tab.path };
  return <Navigate to="/w/$workspace/tasks/$task/$tab" params={params} replace />;
}

function Locate({ thing }: { thing: Thing }) {
  const { kind, id } = thing;
  const { data, error, refetch } = useQuery({
    queryKey: ['locate', kind, id],
    queryFn: () => call('workspaces.locate', { kind, id }),
    staleTime: 0,
  });
  if (data) return <ToThing thing={thing} workspace={data.workspace} />;
  if (error instanceof WireError && error.code === 400) return <NotFoundPage />;
  return error ? <ErrorNote error={error} onRetry={refetch} /> : <Skeleton what={`the ${kind}`} />;
}

/** The links clients print name no workspace: leads into the one of one's own that holds what they name. */
export function LocatePage() {
  const { pathname, search } = useLocation();
  const queue = 'id' in search && typeof search.id === 'string' ? search.id : undefined;
  const link = readClientLink(pathname, queue);
  if (!link) return <NotFoundPage />;
  return link.kind === 'place' ? (
    <ToPlace place={link.place} />
  ) : (
    <Locate key={`${link.kind} ${link.id}`} thing={link} />
  );
}

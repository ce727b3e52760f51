import { QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  redirect,
} from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { onSignedOut } from './api.ts';
import { startAppearance } from './appearance.ts';
import { basePath } from './base-path.ts';
import { hideInvite } from './hide-invite.ts';
import { HomePage } from './pages/home/home-page.tsx';
import { NotFoundPage } from './pages/not-found/not-found-page.tsx';
import { taskSearch } from './pages/tasks/task-search.ts';
import { safeRedirect } from './redirect.ts';
import { endSession, queryClient } from './session.ts';
import { PageFailed } from './shell/page-failed.tsx';
import { Shell } from './shell/shell.tsx';
import { Toasts } from './ui/toast.tsx';

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
});

/* The doors: no session needed. */
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: ({ redirect, done }): { redirect?: string; done?: 'reset' } => {
    const back = safeRedirect(redirect);
    return { ...(back !== '/' && { redirect: back }), ...(done === 'reset' && { done }) };
  },
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('./pages/sign-in/claim-page.tsx'), 'ClaimPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('./pages/sign-in/reset-page.tsx'), 'ResetPage'),
});
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  component: lazyRouteComponent(() => import('./pages/invite/invite-page.tsx'), 'InvitePage'),
});

/* Behind the doors: one shell around every page. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const home = createRoute({ getParentRoute: () => shell, path: '/', component: HomePage });
const profile = createRoute({
  getParentRoute: () => shell,
  path: '/settings/profile',
  component: lazyRouteComponent(() => import('./pages/profile/profile-page.tsx'), 'ProfilePage'),
});
/** What the palette's commands and other pages ask of it: access keys, a test to go on with, a sample to look into. */
const configurationSearch = ({
  keys,
  test,
  doctor,
}: Record<string, unknown>): { keys?: 'add' | 'unlock'; test?: string; doctor?: string } => ({
  ...((keys === 'add' || keys === 'unlock') && { keys }),
  ...(typeof test === 'string' && { test }),
  ...(typeof doctor === 'string' && { doctor }),
});
const configuration = createRoute({
  getParentRoute: () => shell,
  path: '/settings/configuration',
  validateSearch: configurationSearch,
  component: lazyRouteComponent(
    () => import('./pages/configuration/configuration-page.tsx'),
    'ConfigurationPage',
  ),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./pages/people/people-page.tsx'), 'PeoplePage'),
});
const workspace = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/settings',
  validateSearch: ({ create, make, inviting }): { create?: true; make?: true; inviting?: true } => ({
    ...(create ? { create: true } : {}),
    ...(make ? { make: true } : {}),
    ...(inviting ? { inviting: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/workspace/workspace-page.tsx'), 'WorkspacePage'),
});
const members = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/members',
  component: lazyRouteComponent(() => import('./pages/members/members-page.tsx'), 'MembersPage'),
});
const vaultSearch = ({ edit, key }: Record<string, unknown>): { edit?: true; key?: string } => ({
  ...(edit ? { edit: true } : {}),
  ...(typeof key === 'string' && { key }),
});
const vault = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/vault',
  validateSearch: vaultSearch,
  component: lazyRouteComponent(() => import('./pages/vault/vault-page.tsx'), 'PersonalVaultPage'),
});
const workspaceVault = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/vault/$vault',
  validateSearch: vaultSearch,
  component: lazyRouteComponent(() => import('./pages/vault/vault-page.tsx'), 'WorkspaceVaultPage'),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/audit',
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.tsx'), 'AuditPage'),
});
const cleanup = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/storage-cleanup',
  component: lazyRouteComponent(() => import('./pages/cleanup/cleanup-page.tsx'), 'CleanupPage'),
});
const cleanupElsewhere = createRoute({
  getParentRoute: () => shell,
  path: '/settings/storage-credentials',
  component: lazyRouteComponent(() => import('./pages/cleanup/cleanup-redirect.tsx'), 'CleanupRedirect'),
});
/** What a storage address is shown by; the address is whatever the person pasted. */
const storageSearch = ({ url }: Record<string, unknown>): { url?: string } =>
  typeof url === 'string' ? { url } : {};
const view = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/view',
  validateSearch: storageSearch,
  component: lazyRouteComponent(() => import('./pages/view/view-page.tsx'), 'ViewPage'),
});
const gallery = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/gallery',
  validateSearch: storageSearch,
  component: lazyRouteComponent(() => import('./pages/gallery/gallery-page.tsx'), 'GalleryPage'),
});
const compare = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/compare',
  validateSearch: ({ tasks }: Record<string, unknown>): { tasks?: string } =>
    typeof tasks === 'string' ? { tasks } : {},
  component: lazyRouteComponent(() => import('./pages/compare/compare-page.tsx'), 'ComparePage'),
});
const taskStart = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/tasks/$task',
  component: lazyRouteComponent(() => import('./pages/task/task-page.tsx'), 'TaskStartPage'),
});
const task = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/tasks/$task/$tab',
  component: lazyRouteComponent(() => import('./pages/task/task-page.tsx'), 'TaskPage'),
});
const model = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/models/$model',
  component: lazyRouteComponent(() => import('./pages/model/model-page.tsx'), 'ModelPage'),
});
const projects = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/projects',
  validateSearch: ({ inside, make }: Record<string, unknown>): { inside?: string; make?: true } => ({
    ...(typeof inside === 'string' && { inside }),
    ...(make ? { make: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/projects/projects-page.tsx'), 'ProjectsPage'),
});
const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/projects/$project/tasks',
  validateSearch: taskSearch,
  component: lazyRouteComponent(() => import('./pages/tasks/tasks-page.tsx'), 'TasksPage'),
});
const queues = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/queues',
  validateSearch: ({ queue }: Record<string, unknown>): { queue?: string } =>
    typeof queue === 'string' ? { queue } : {},
  component: lazyRouteComponent(() => import('./pages/queues/queues-page.tsx'), 'QueuesPage'),
});
const workers = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace/workers',
  component: lazyRouteComponent(() => import('./pages/workers/workers-page.tsx'), 'WorkersPage'),
});
/** What clients print and ClearML's own page uses; read by pages/locate/client-link.ts. */
const clientLinks = ['/projects', '/pipelines', '/datasets', '/workers-and-queues'].flatMap((root) =>
  [root, `${root}/$`].map((path) =>
    createRoute({
      getParentRoute: () => shell,
      path,
      component: lazyRouteComponent(() => import('./pages/locate/locate-page.tsx'), 'LocatePage'),
    }),
  ),
);
const activeView = createRoute({
  getParentRoute: () => shell,
  path: '/view',
  validateSearch: storageSearch,
  component: lazyRouteComponent(() => import('./pages/view/active-storage-page.tsx'), 'ActiveViewPage'),
});
const activeGallery = createRoute({
  getParentRoute: () => shell,
  path: '/gallery',
  validateSearch: storageSearch,
  component: lazyRouteComponent(() => import('./pages/view/active-storage-page.tsx'), 'ActiveGalleryPage'),
});
const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

/* Addresses of ClearML's own web app, and shorter ones. */
const elsewhere = (path: string, to: '/' | '/settings/profile' | '/settings/configuration') =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => {
      throw redirect({ to, replace: true });
    },
  });
const redirects = [
  elsewhere('/profile', '/settings/profile'),
  elsewhere('/settings', '/settings/profile'),
  elsewhere('/settings/webapp-configuration', '/settings/configuration'),
  elsewhere('/settings/workspace-configuration', '/'),
];

hideInvite();
const router = createRouter({
  routeTree: root.addChildren([
    login,
    claim,
    reset,
    invite,
    ...redirects,
    shell.addChildren([
      home,
      profile,
      configuration,
      people,
      workspace,
      members,
      vault,
      workspaceVault,
      audit,
      cleanup,
      cleanupElsewhere,
      view,
      gallery,
      compare,
      taskStart,
      task,
      model,
      projects,
      tasks,
      queues,
      workers,
      ...clientLinks,
      activeView,
      activeGallery,
      unknown,
    ]),
  ]),
  basepath: basePath(),
  defaultErrorComponent: PageFailed,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** The sign-in page, then back to here; what was known of the session's owner is forgotten. */
async function leave() {
  const { pathname, href } = router.state.location;
  if (pathname === '/login' || pathname === '/invite') return;
  const wanted = safeRedirect(href);
  await router.navigate({ to: '/login', search: wanted === '/' ? {} : { redirect: wanted }, replace: true });
  endSession();
}
onSignedOut(() => void leave());

startAppearance();
const place = document.getElementById('root');
if (!place) throw new Error('index.html has lost its #root');
createRoot(place).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);

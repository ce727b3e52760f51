import type { AppParts } from './app-parts.ts';
import { consoleRoutes } from './features/events/console-routes.ts';
import { eventHooks } from './features/events/dropped-events.ts';
import { logRoutes } from './features/events/log-routes.ts';
import { rawRoutes } from './features/events/raw-routes.ts';
import { eventRoutes } from './features/events/routes.ts';
import { sampleRoutes } from './features/events/sample-routes.ts';
import { scalarRoutes } from './features/events/scalar-routes.ts';
import { stepRoutes } from './features/events/step-routes.ts';
import { filesAddresses } from './features/files/stored-address.ts';
import { modelLifeRoutes } from './features/models/life-routes.ts';
import { modelRoutes } from './features/models/routes.ts';
import { organizationRoutes } from './features/organization/routes.ts';
import { projectLookupRoutes } from './features/projects/lookup-routes.ts';
import { projectRoutes } from './features/projects/routes.ts';
import { queueEntryRoutes } from './features/queues/entry-routes.ts';
import { queueRoutes } from './features/queues/routes.ts';
import { storedObjectHooks } from './features/storage-cleanup/task-objects.ts';
import { taskObjectRoutes } from './features/storage-cleanup/task-routes.ts';
import { taskEditRoutes } from './features/tasks/edit-routes.ts';
import { taskManyRoutes } from './features/tasks/many-routes.ts';
import { taskReadRoutes } from './features/tasks/read-routes.ts';
import { taskStateRoutes } from './features/tasks/state-routes.ts';
import type { TaskHooks } from './features/tasks/task-hooks.ts';
import { wholeTaskRoutes } from './features/tasks/whole-routes.ts';
import { workerRoutes } from './features/workers/routes.ts';

/** Methods of projects, tasks, models, events, queues and workers. */
export function experimentRoutes(
  common: Pick<AppParts, 'config' | 'keyRing'> & Pick<AppParts['database'], 'db'>,
) {
  const addresses = filesAddresses(common.config);
  const hooks: TaskHooks[] = [eventHooks, storedObjectHooks(addresses)];
  return {
    ...consoleRoutes(common),
    ...eventRoutes(common),
    ...logRoutes(common),
    ...sampleRoutes(common),
    ...rawRoutes(common),
    ...scalarRoutes(common),
    ...stepRoutes(common),
    ...modelLifeRoutes({ ...common, hooks }),
    ...modelRoutes(common),
    ...organizationRoutes(common),
    ...queueEntryRoutes(common),
    ...queueRoutes(common),
    ...projectLookupRoutes(common),
    ...projectRoutes({ ...common, hooks }),
    ...taskEditRoutes(common),
    ...taskManyRoutes({ ...common, hooks }),
    ...taskObjectRoutes({ ...common, hooks, addresses }),
    ...taskReadRoutes(common),
    ...taskStateRoutes({ ...common, hooks }),
    ...wholeTaskRoutes({ ...common, hooks }),
    ...workerRoutes(common),
  };
}

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { TaskDocument } from './task-query.ts';

/** What each tab is given. */
export interface TaskTabProps {
  workspace: string;
  task: TaskDocument;
}

export interface TaskTab {
  /** As it stands in the address. */
  path: string;
  title: string;
  Content: LazyExoticComponent<ComponentType<TaskTabProps>>;
}

/** The tabs of a task in their order; the first is shown where the address names none. Each is its own chunk. */
export const TASK_TABS: readonly [TaskTab, ...TaskTab[]] = [
  {
    path: 'console',
    title: 'Console',
    Content: lazy(async () => ({ default: (await import('./console/console-tab.tsx')).ConsoleTab })),
  },
  {
    path: 'scalars',
    title: 'Scalars',
    Content: lazy(async () => ({ default: (await import('./scalars/task-scalars.tsx')).TaskScalars })),
  },
  {
    path: 'plots',
    title: 'Plots',
    Content: lazy(async () => ({ default: (await import('./plots/plots-tab.tsx')).PlotsTab })),
  },
  {
    path: 'samples',
    title: 'Debug samples',
    Content: lazy(async () => ({ default: (await import('./samples/samples-tab.tsx')).SamplesTab })),
  },
  {
    path: 'artifacts',
    title: 'Artifacts',
    Content: lazy(async () => ({ default: (await import('./artifacts/artifacts-tab.tsx')).ArtifactsTab })),
  },
  {
    path: 'configuration',
    title: 'Configuration',
    Content: lazy(async () => ({
      default: (await import('./configuration/configuration-tab.tsx')).ConfigurationTab,
    })),
  },
  {
    path: 'info',
    title: 'Info',
    Content: lazy(async () => ({ default: (await import('./info/info-tab.tsx')).InfoTab })),
  },
];

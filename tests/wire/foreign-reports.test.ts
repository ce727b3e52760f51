import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import {
  type Bodies,
  createNeighbours,
  expectAlike,
  type Ids,
  type Neighbours,
} from '../support/neighbours.ts';

const inProjects =
  (rest: Record<string, unknown> = {}): Bodies =>
  ({ project }) => [{ projects: [project], ...rest }];
const ofProject =
  (rest: Record<string, unknown> = {}): Bodies =>
  ({ project }) => [{ project, ...rest }];
const ofModel =
  (rest: Record<string, unknown> = {}): Bodies =>
  ({ model }) => [{ model, ...rest }];
const models: Bodies = ({ model }) => [{ ids: [model], force: true }];
const tasks: Bodies = ({ task }, own) => [{ tasks: [task] }, { tasks: [own.task, task] }];
const listed: Bodies = ({ task, project, model }) => [
  { id: [task, project, model], search_hidden: true },
  { project: [project] },
  { parent: [task, project] },
];

/** A read of events: of a task, and of a model. */
const reports =
  (rest: Record<string, unknown> = {}): Bodies =>
  ({ task, model }) => [
    { task, ...rest },
    { task: model, model_events: true, ...rest },
  ];
const several: Bodies = ({ task, model }, own) => [
  { tasks: [own.task, task] },
  { tasks: [model], model_events: true },
];
const walk: Bodies = ({ task, model }, own) => [
  { metrics: [{ task: own.task }, { task, metric: 'seen' }] },
  { metrics: [{ task: model }], model_events: true },
];
const step: Bodies = ({ task, scroll }, own) => [
  { task, scroll_id: scroll, navigate_earlier: true },
  { task: own.task, scroll_id: scroll, navigate_earlier: true },
  { task, scroll_id: own.scroll, navigate_earlier: true },
];
const written = { metric: 'm', variant: 'v', iter: 1, value: 1, type: 'training_stats_scalar' };
const adding: Bodies = ({ task, model }) => [
  { ...written, task },
  { ...written, task: model, model_event: true },
  { type: 'log', task, msg: 'mine' },
];
const sample = { metric: 'seen', variant: 'v' };

const BODIES: Record<string, Bodies> = {
  'projects.get_all': listed,
  'projects.get_all_ex': (ids, own) => listed(ids, own).map((body) => ({ ...body, include_stats: true })),
  'projects.get_by_id': ofProject(),
  'projects.update': ofProject({ description: 'taken over' }),
  'projects.validate_delete': ofProject(),
  'projects.delete': ofProject({ force: true, delete_contents: true }),
  'projects.move': ofProject({ new_location: 'project of mine' }),
  'projects.merge': ({ project }, own) => [
    { project, destination_project: own.project },
    { project: own.project, destination_project: project },
  ],
  'projects.get_project_tags': inProjects(),
  'projects.get_task_tags': inProjects(),
  'projects.get_model_tags': inProjects(),
  'projects.get_unique_metric_variants': ({ project, task, model }) => [
    { project },
    { ids: [task] },
    { ids: [model], model_metrics: true },
  ],
  'projects.get_hyper_parameters': ofProject(),
  'projects.get_hyperparam_values': inProjects({ section: 'a', name: 'x' }),
  'projects.get_task_parents': inProjects(),
  'projects.get_model_metadata_keys': ofProject(),
  'projects.get_model_metadata_values': inProjects({ key: 'kept' }),
  'models.create': ({ project, task, model }) =>
    [{ project }, { task }, { parent: model }].map((named) => ({
      name: 'made here',
      uri: 's3://x',
      ...named,
    })),
  'models.edit': ({ model, project, task }, own) => [
    { model, name: 'taken over' },
    { model: own.model, project },
    { model: own.model, task },
    { model: own.model, parent: model },
  ],
  'models.update': ofModel({ name: 'taken over' }),
  'models.update_for_task': ({ task, model }, own) => [
    { task, uri: 's3://x' },
    { task: own.task, override_model_id: model },
  ],
  'models.get_all': listed,
  'models.get_all_ex': listed,
  'models.get_by_id': ofModel(),
  'models.get_by_task_id': ({ task }) => [{ task }],
  'models.set_ready': ofModel({ force_publish_task: true }),
  ...Object.fromEntries(
    ['publish', 'archive', 'unarchive', 'delete'].map((step) => [`models.${step}_many`, models]),
  ),
  'models.delete': ofModel({ force: true }),
  'models.move': ({ model, project }, own) => [
    { ids: [model], project: own.project },
    { ids: [own.model], project },
  ],
  'models.add_or_update_metadata': ofModel({ metadata: [{ key: 'a', value: 'b' }] }),
  'models.delete_metadata': ofModel({ keys: ['kept'] }),
  'models.get_frameworks': inProjects(),
  'tasks.get_all': listed,
  'tasks.get_all_ex': listed,
  'tasks.get_by_id': ({ task }) => [{ task }],
  'tasks.get_by_id_ex': ({ task }) => [{ id: [task] }],
  'tasks.get_types': inProjects(),
  'tasks.get_hyper_params': tasks,
  'tasks.get_configurations': tasks,
  'tasks.get_configuration_names': tasks,
  'tasks.get_stored_objects': ({ task }) => [{ ids: [task] }],
  'events.add': adding,
  'events.add_batch': adding,
  'events.delete_for_task': ({ task }) => [{ task }],
  'events.delete_for_model': ofModel(),
  'events.clear_task_log': ({ task }) => [{ task }, { task, threshold_sec: 1 }],
  'events.clear_scroll': ({ scroll }) => [{ scroll_id: scroll }],
  'events.scalar_metrics_iter_histogram': reports(),
  'events.multi_task_scalar_metrics_iter_histogram': several,
  'events.get_task_single_value_metrics': several,
  'events.get_scalar_metrics_and_variants': reports(),
  'events.get_task_latest_scalar_values': ({ task }) => [{ task }],
  'events.get_task_log': ({ task }) => [{ task }],
  'events.search_task_log': ({ task }) => [{ task, text: 'seen' }],
  'events.download_task_log': ({ task }) => [{ task }, { task, line_type: 'json' }],
  'events.get_task_plots': (ids, own) => [...reports()(ids, own), { task: own.task, scroll_id: ids.scroll }],
  'events.get_multi_task_plots': several,
  'events.debug_images': walk,
  'events.plots': walk,
  'events.get_task_events': (ids, own) => [...reports()(ids, own), { task: own.task, scroll_id: ids.scroll }],
  'events.get_task_metrics': several,
  'events.get_debug_image_sample': reports(sample),
  'events.next_debug_image_sample': step,
  'events.get_plot_sample': reports(sample),
  'events.next_plot_sample': step,
  'events.scalar_metrics_iter_raw': reports({ metric: { metric: 'seen' } }),
  'events.vector_metrics_iter_histogram': reports(sample),
  'events.get_vector_metrics_and_variants': reports(),
  'organization.get_entities_count': ({ task, project, model }) => [
    { tasks: { id: [task] }, projects: { id: [project] }, models: { id: [model] } },
  ],
  'organization.get_tags': () => [{ include_system: true }],
};

/** projects.create names nothing of anybody's; tasks that are written stand in foreign-tasks.test.ts. */
const here =
  /^(projects\.(?!create$)|models\.|events\.|tasks\.get_|organization\.get_(tags|entities_count)$)/;

let neighbours: Neighbours;
beforeAll(async () => {
  neighbours = await createNeighbours();
});
afterAll(() => neighbours.app.end());

test('every method of projects, models and events, and of tasks that reads, stands in the table', () => {
  const names = Object.keys(contract).filter((name) => here.test(name));
  expect(Object.keys(BODIES).toSorted()).toEqual(names.toSorted());
});

describe('ids of another workspace answer as unknown ones do, and change nothing', () => {
  test.each(Object.keys(BODIES))('%s', async (name) => {
    await expectAlike(neighbours, name, BODIES[name] ?? expect.fail('no body'));
  });
});

test('what is asked is there for its own people', async () => {
  const { app, theirs, foreign } = neighbours;
  const ask = async (name: string, body: Partial<Record<keyof Ids | string, unknown>>) =>
    JSON.stringify((await app.call(name, body, { basic: theirs.key })).data);
  const { task, project, model, scroll } = foreign;
  for (const [name, body] of [
    ['projects.get_task_tags', { projects: [project] }],
    ['projects.get_hyperparam_values', { projects: [project], section: 'a', name: 'x' }],
    ['projects.get_model_metadata_values', { projects: [project], key: 'kept' }],
    ['projects.get_unique_metric_variants', { ids: [task] }],
    ['projects.get_task_parents', { projects: [project] }],
    ['models.get_frameworks', { projects: [project] }],
    ['events.get_task_log', { task }],
    ['events.get_plot_sample', { task, ...sample }],
    ['events.next_debug_image_sample', { task, scroll_id: scroll, navigate_earlier: true }],
    ['events.scalar_metrics_iter_histogram', { task: model, model_events: true }],
    ['organization.get_tags', {}],
  ] as const)
    expect([name, await ask(name, body)]).toEqual([name, expect.stringContaining('theirs')]);
});

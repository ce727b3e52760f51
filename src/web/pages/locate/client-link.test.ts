import { expect, test } from 'vitest';
import { readClientLink } from './client-link.ts';

const task = (tab: string) => ({ kind: 'task', id: 'T', tab });

test.each([
  ['/projects/P/experiments/T/output/log', task('console')],
  ['/projects/P/tasks/T/output/log', task('console')],
  ['/projects/*/experiments/T', task('console')],
  ['/projects/P/experiments/T/output/metrics/scalar', task('scalars')],
  ['/projects/P/experiments/T/output/metrics/plots', task('plots')],
  ['/projects/P/experiments/T/output/debugImages', task('samples')],
  ['/projects/P/experiments/T/artifacts/other/model/output', task('artifacts')],
  ['/projects/P/experiments/T/execution', task('configuration')],
  ['/projects/P/experiments/T/hyper-params/hyper-param/Args', task('configuration')],
  ['/projects/P/experiments/T/info-output/metrics', task('info')],
  ['/projects/P/experiments/T/general', task('info')],
  ['/projects/P/experiments/T/what/ever', task('console')],
  ['/datasets/simple/P/experiments/T', task('console')],
  ['/pipelines/P/experiments/T', task('console')],
  ['/pipelines/P/tasks/T', task('console')],
  ['/projects/P', { kind: 'project', id: 'P' }],
  ['/projects/P/overview', { kind: 'project', id: 'P' }],
  ['/projects/P/experiments', { kind: 'project', id: 'P' }],
  ['/datasets/simple/P', { kind: 'project', id: 'P' }],
  ['/projects/P/models/M/general', { kind: 'model', id: 'M' }],
  ['/projects/*/experiments', { kind: 'place', place: 'tasks' }],
  ['/projects', { kind: 'place', place: 'projects' }],
  ['/datasets', { kind: 'place', place: 'projects' }],
  ['/workers-and-queues/workers', { kind: 'place', place: 'workers' }],
  ['/workers-and-queues/queues', { kind: 'place', place: 'queues' }],
])('%s', (path, link) => {
  expect(readClientLink(path)).toEqual(link);
});

test('a queue is named in the query', () => {
  expect(readClientLink('/workers-and-queues/queues', 'Q')).toEqual({ kind: 'queue', id: 'Q' });
});

test('other paths are not read', () => {
  expect(readClientLink('/somewhere/else')).toBeUndefined();
});

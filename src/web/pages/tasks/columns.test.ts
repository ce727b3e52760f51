import { expect, test } from 'vitest';
import {
  columnOf,
  columnsOf,
  DEFAULT_COLUMNS,
  fieldsOf,
  metricColumnId,
  orderOf,
  paramColumnId,
} from './columns.ts';

const hash = 'a'.repeat(32);
const other = 'b'.repeat(32);
const loss = metricColumnId(hash, other, 'min_value');
const rate = paramColumnId('Args', 'optim.rate/x');

test('an id leads to its column and back; what stands for none is left out', () => {
  expect(columnOf('status')).toEqual({ kind: 'field', id: 'status', name: 'Status', field: 'status' });
  expect(columnOf(loss)).toEqual({
    ...{ kind: 'metric', id: loss, metric: hash, variant: other, part: 'min_value' },
  });
  expect(columnOf(rate)).toEqual({ kind: 'param', id: rate, section: 'Args', name: 'optim.rate/x' });
  expect(columnsOf(['status', 'toString', 'm.x.y.value', `m.${hash}.${other}.count`, 'status'])).toHaveLength(
    1,
  );
});

test('fetches what its columns show, keys written as the wire wants them', () => {
  const fields = fieldsOf(columnsOf([...DEFAULT_COLUMNS, loss, rate]));
  expect(fields).toContain('last_update');
  expect(fields).toContain(`last_metrics.${hash}.${other}`);
  expect(fields).toContain('hyperparams.Args.optim%2Erate/x');
  expect(fields).toContain('name');
});

test('orders by any column, and by the last update where it knows none', () => {
  expect(orderOf('-name')).toEqual(['-name']);
  expect(orderOf('iteration')).toEqual(['last_iteration']);
  expect(orderOf(`-${loss}`)).toEqual([`-last_metrics.${hash}.${other}.min_value`]);
  expect(orderOf(rate)).toEqual(['hyperparams.Args.optim%2Erate/x.value']);
  expect(orderOf('nothing')).toEqual(['-last_update']);
});

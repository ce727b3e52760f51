import { timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  observe(name: string, code: number, seconds: number): void;
  /** The Prometheus text, or undefined unless the header bears the right token. */
  read(authorization: string | undefined): Promise<string | undefined>;
  content_type: string;
}

/** Counts and durations per wire method. Labels hold method names and codes only: never a user, workspace or worker. */
export function createMetrics(token: string | undefined): Metrics {
  const registry = new Registry();
  if (token !== undefined) collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: 'atrium_calls_total',
    help: 'Wire calls answered, by method and result code.',
    labelNames: ['method', 'code'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'atrium_call_seconds',
    help: 'Seconds from the arrival of a wire call to its answer.',
    labelNames: ['method'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  return {
    content_type: registry.contentType,
    observe(name, code, seconds) {
      if (token === undefined) return;
      calls.inc({ method: name, code });
      durations.observe({ method: name }, seconds);
    },
    async read(authorization) {
      if (token === undefined || !same(authorization ?? '', `Bearer ${token}`)) return undefined;
      return registry.metrics();
    },
  };
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

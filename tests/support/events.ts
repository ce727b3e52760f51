import { type Answer, basicHeader, type TestApp } from './test-app.ts';

type Key = { access_key: string; secret_key: string };

/** Sends events as the clients do: GET with a body of JSON lines. Texts are sent as they stand, one line each. */
export async function sendEvents(
  app: TestApp,
  key: Key,
  events: readonly unknown[],
  method: 'GET' | 'POST' = 'GET',
): Promise<Pick<Answer, 'code' | 'subcode' | 'message' | 'error' | 'data'>> {
  const lines = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
  const answer = await app.api.inject({
    method,
    url: '/v2.23/events.add_batch',
    headers: { 'content-type': 'application/json-lines', authorization: basicHeader(key) },
    payload: lines.join('\n'),
  });
  const { meta, data } = answer.json();
  return {
    code: meta.result_code,
    subcode: meta.result_subcode,
    message: meta.result_msg,
    error: meta.error_data,
    data,
  };
}

/** A scalar as the SDK reports it. */
export const scalar = (task: string, iter: number, value: number, metric = 'loss', variant = 'train') => ({
  ...{ type: 'training_stats_scalar', method: 'get', allow_locked: true, task },
  ...{ iter, value, metric, variant, timestamp: 1_700_000_000_000 + iter },
});

import { afterEach, expect, test, vi } from 'vitest';
import { call, onSignedOut, refusal, WireError } from './api.ts';

const answers = (status: number, body: unknown) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })),
  );
const refused = (code: number, subcode: number) => ({
  meta: { result_code: code, result_subcode: subcode, result_msg: 'no', error_data: { field: 'email' } },
  data: {},
});

vi.stubGlobal('document', { baseURI: 'https://ml.example.org/atrium/' });
afterEach(() => onSignedOut(() => {}));

test('a call posts JSON below the base path and gives the envelope’s data', async () => {
  answers(200, { meta: { result_code: 200 }, data: { msg: 'x' } });
  expect(await call('debug.ping', { a: 1 }, { workspace: 'w1' })).toEqual({ msg: 'x' });
  const [url, init] = vi.mocked(fetch).mock.calls[0] ?? [];
  expect(url).toBe('/atrium/api/v999.0/debug.ping');
  expect(init).toMatchObject({ method: 'POST', credentials: 'same-origin', body: '{"a":1}' });
  expect(init?.headers).toMatchObject({ 'content-type': 'application/json', 'x-clearml-tenant': 'w1' });
});

test('a refusal carries code, subcode and what the server says of the field', async () => {
  answers(400, refused(400, 12));
  const error = await call('debug.ping', {}).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(WireError);
  expect(error).toMatchObject({ code: 400, subcode: 12, data: { field: 'email' } });
});

test('a 401 ends the session everywhere, except when it is about a typed password', async () => {
  const gone = vi.fn();
  onSignedOut(gone);
  answers(401, refused(401, 22));
  await expect(call('debug.ping', {})).rejects.toMatchObject({ signedOut: false });
  expect(gone).not.toHaveBeenCalled();
  answers(401, refused(401, 20));
  await expect(call('debug.ping', {})).rejects.toMatchObject({ signedOut: true });
  expect(gone).toHaveBeenCalledOnce();
});

test('an answer that is not the envelope is an error, whatever its status', async () => {
  answers(200, '<html>proxy</html>');
  await expect(call('debug.ping', {})).rejects.toBeInstanceOf(WireError);
  expect(refusal(502, {})).toMatchObject({ code: 502, message: expect.stringContaining('502') });
});

test('no answer at all is code 0 with a cure', async () => {
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('failed')));
  await expect(call('debug.ping', {})).rejects.toMatchObject({ code: 0, data: { cure: expect.any(String) } });
});

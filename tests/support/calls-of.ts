import type { Seeded } from './seeds.ts';
import type { TestApp } from './test-app.ts';

/** Calls methods with a person's key pair; gives the data of the answer and throws what is refused. */
export function callsOf(app: TestApp, person: Pick<Seeded, 'key'>) {
  // biome-ignore lint/suspicious/noExplicitAny: answers of any method, as TestApp.call gives them
  return async (method: string, body: Record<string, unknown>): Promise<any> => {
    const { code, message, error, data } = await app.call(method, body, { basic: person.key });
    if (code !== 200) throw new Error(`${method}: ${message} ${JSON.stringify(error ?? {})}`);
    return data;
  };
}

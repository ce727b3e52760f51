import type { Place, Secret } from '../../src/storage/place.ts';
import type { ListeningApp } from './listening-app.ts';
import { createPageApp } from './page-app.ts';
import type { Seeded } from './seeds.ts';
import type { TestStore } from './stores/store.ts';

/** A page app whose server may ask stores on loopback. */
export function createStoredApp(ports: readonly number[]): Promise<ListeningApp> {
  return createPageApp({ ATRIUM_STORAGE_ALLOW_HOSTS: ports.map((port) => `127.0.0.1:${port}`).join(',') });
}

/** Gives a person's personal workspace the keys of a store; gives the entry's id. */
export async function giveKeys(
  app: ListeningApp,
  person: Seeded,
  { place, secret }: Pick<TestStore, 'place' | 'secret'>,
  change: Partial<Place> = {},
): Promise<string> {
  return saveEntry(app, person, { ...place, ...change, secret });
}

/** Makes or changes an entry of a person's personal workspace. */
export async function saveEntry(
  app: ListeningApp,
  person: Seeded,
  body: Place & { id?: string; secret?: Secret },
): Promise<string> {
  const as = { session: person.session, tenant: person.workspace_id, origin: app.web_url };
  const answer = await app.call('storage_access.save', body, as);
  if (answer.code !== 200) throw new Error(`not saved: ${answer.message}`);
  return answer.data.id;
}

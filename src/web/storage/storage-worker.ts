import { walk } from '../../storage/walk.ts';
import { call } from '../api.ts';
import { browserReach } from './browser-reach.ts';
import { openBrowserStore } from './browser-store.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { checkObject, createClocks, listObjectsOf, signObjects } from './own-objects.ts';
import { partOf } from './secret-parts.ts';
import { testPlace } from './test-place.ts';
import { KeyError, type WorkerAnswer, type WorkerAsk, type WorkerMethods } from './worker-protocol.ts';

/*
 * The only place of the page where secrets of own entries are in clear. The page asks for links, listings and tests;
 * it gets a secret back only to copy it, and hands one over only when a person has just typed it.
 */

// the page's library of types knows the window only
const scope = self as unknown as {
  location: { origin: string };
  indexedDB: IDBFactory | undefined;
  onmessage: (event: MessageEvent<WorkerAsk>) => void;
  postMessage: (answer: WorkerAnswer) => void;
};

let begun: Keyring | undefined;
function ring(): Keyring {
  if (!begun) throw new Error('asked before it began');
  return begun;
}

const clocks = createClocks(() => Date.now());
const reach = browserReach(scope.location.origin, () => new Date());

async function openStore() {
  try {
    return scope.indexedDB && (await openBrowserStore(scope.indexedDB));
  } catch {
    return undefined;
  }
}

const methods: WorkerMethods = {
  async begin({ account }) {
    const store = await openStore();
    begun = createKeyring(account, store, () => Date.now());
    return { browser: store?.id ?? null };
  },
  makeLock: ({ passphrase, version }) => ring().makeLock(passphrase, version),
  changeLock: ({ lock, old, next }) => ring().changeLock(lock, old, next),
  unlock: ({ lock, passphrase }) => ring().unlock(lock, passphrase),
  async lock() {
    ring().lock();
  },
  async touch() {
    ring().touch();
  },
  seal: ({ from, place }) => ring().seal(from, place),
  keep: ({ from, id, place }) => ring().keep(from, id, place),
  forget: ({ id }) => ring().forget(id),
  sweep: ({ present }) => ring().sweep(present),
  async copy({ entry, part }) {
    return partOf(await ring().secretFrom({ of: entry }), part);
  },
  async share({ entry, place, workspace, api }) {
    const secret = await ring().secretFrom({ of: entry });
    return call('storage_access.save', { ...place, secret }, { workspace, base: api });
  },
  async sign({ entry, objects, method }) {
    return signObjects(entry, await ring().secretFrom({ of: entry }), clocks, { objects, method });
  },
  async checkLink({ entry, object }) {
    await checkObject(entry, await ring().secretFrom({ of: entry }), clocks, reach, object);
  },
  async list({ entry, bucket, prefix, after }) {
    const place = { ...entry, bucket };
    return listObjectsOf(place, await ring().secretFrom({ of: entry }), clocks, reach, { prefix, after });
  },
  async walk({ url, entry, considered }) {
    return walk(reach, { url, entry, considered, secret: await ring().secretFrom({ of: entry }) });
  },
  async test({ from, place }) {
    return testPlace(reach, place, await ring().secretFrom(from));
  },
};

async function answer({ id, name, input }: WorkerAsk): Promise<WorkerAnswer> {
  try {
    const method = methods[name] as (given: typeof input) => Promise<unknown>;
    return { id, output: await method(input) };
  } catch (error) {
    if (error instanceof KeyError) return { id, trouble: error.trouble, message: error.message };
    return { id, trouble: 'failed', message: error instanceof Error ? error.message : 'unknown' };
  }
}

scope.onmessage = ({ data }) => {
  void answer(data).then((given) => scope.postMessage(given));
};

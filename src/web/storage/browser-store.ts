/** What this browser keeps of custody "this browser only": its own name and key, and secrets sealed under that key. */
export interface BrowserStore {
  /** Tells this browser from the account's others; not secret. */
  id: string;
  /** AES-256-GCM; no script can read it out. */
  key: CryptoKey;
  put(account: string, entry: string, sealed: Uint8Array): Promise<void>;
  get(account: string, entry: string): Promise<Uint8Array | undefined>;
  delete(account: string, entry: string): Promise<void>;
  /** The account's entries whose secret is here, and since when. */
  held(account: string): Promise<{ entry: string; kept_ms: number }[]>;
}

interface Kept {
  sealed: Uint8Array;
  kept_ms: number;
}

interface Identity {
  id: string;
  key: CryptoKey;
}

const DATABASE = 'atrium-storage';
const IDENTITY = 'identity';
const SECRETS = 'secrets';
const ID_BYTES = 16;

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The result of one request, once its whole transaction is stored. */
function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const { transaction } = request;
    const failed = () => reject(request.error ?? transaction?.error ?? new Error('IndexedDB failed.'));
    request.onerror = failed;
    if (!transaction) {
      request.onsuccess = () => resolve(request.result);
      return;
    }
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = failed;
  });
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(IDENTITY);
    request.result.createObjectStore(SECRETS);
  };
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** This browser's id and key, made at the first call; of two tabs that make them at once, the first one's count. */
async function identityIn(database: IDBDatabase): Promise<Identity> {
  const identities = (mode: IDBTransactionMode) => database.transaction(IDENTITY, mode).objectStore(IDENTITY);
  const known = (await done(identities('readonly').get(IDENTITY))) as Identity | undefined;
  if (known) return known;
  const made: Identity = {
    id: hex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  };
  try {
    await done(identities('readwrite').add(made, IDENTITY));
    return made;
  } catch {
    return (await done(identities('readonly').get(IDENTITY))) as Identity;
  }
}

/** Opens what this browser keeps. @throws where the browser keeps nothing, as in some private windows. */
export async function openBrowserStore(factory: IDBFactory): Promise<BrowserStore> {
  const database = await openDatabase(factory);
  const { id, key } = await identityIn(database);
  const secrets = (mode: IDBTransactionMode) => database.transaction(SECRETS, mode).objectStore(SECRETS);
  return {
    id,
    key,
    async put(account, entry, sealed) {
      const kept: Kept = { sealed, kept_ms: Date.now() };
      await done(secrets('readwrite').put(kept, [account, entry]));
    },
    async get(account, entry) {
      const kept = (await done(secrets('readonly').get([account, entry]))) as Kept | undefined;
      return kept?.sealed;
    },
    async delete(account, entry) {
      await done(secrets('readwrite').delete([account, entry]));
    },
    async held(account) {
      const all = IDBKeyRange.bound([account], [account, []]);
      const keys = await done(secrets('readonly').getAllKeys(all));
      const values = (await done(secrets('readonly').getAll(all))) as Kept[];
      return keys.map((key, i) => ({
        entry: (key as [string, string])[1],
        kept_ms: values[i]?.kept_ms ?? 0,
      }));
    },
  };
}

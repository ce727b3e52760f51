import { useSyncExternalStore } from 'react';
import { currentUserQuery } from '../queries.ts';
import { onSessionEnd, queryClient } from '../session.ts';
import {
  type InputOf,
  KeyError,
  type MethodName,
  type OutputOf,
  type WorkerAnswer,
  type WorkerAsk,
} from './worker-protocol.ts';

/** What the page knows of the worker that holds the secrets of own entries. */
export interface PageKeys {
  /** Whether the passphrase was typed in this tab. */
  unlocked: boolean;
  /** This browser's id; null where it keeps nothing, undefined until that is known. */
  browser: string | null | undefined;
}

const NOTHING_YET: PageKeys = { unlocked: false, browser: undefined };
let keys = NOTHING_YET;
const watchers = new Set<() => void>();

function setKeys(next: Partial<PageKeys>): void {
  keys = { ...keys, ...next };
  for (const watcher of watchers) watcher();
}

export const currentKeys = (): PageKeys => keys;

/** Calls back whenever entries are locked or unlocked; gives back how to stop. */
export function watchKeys(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const useKeys = (): PageKeys => useSyncExternalStore(watchKeys, currentKeys);

/** On plain http that is not this machine, browsers offer no cryptography. */
export const hasWebCrypto = (): boolean => window.isSecureContext && crypto.subtle !== undefined;

interface Waiting {
  resolve: (output: unknown) => void;
  reject: (error: Error) => void;
}

interface Running {
  account: string;
  worker: Worker;
  waiting: Map<number, Waiting>;
  begun: Promise<unknown>;
}

let running: Running | undefined;
let count = 0;

function stop(reason: string): void {
  const { worker, waiting } = running ?? {};
  running = undefined;
  worker?.terminate();
  for (const { reject } of waiting?.values() ?? []) reject(new KeyError('failed', reason));
  setKeys(NOTHING_YET);
}
onSessionEnd(() => stop('The session has ended.'));

function start(account: string): Running {
  const worker = new Worker(new URL('./storage-worker.ts', import.meta.url), { type: 'module' });
  const made: Running = { account, worker, waiting: new Map(), begun: Promise.resolve() };
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
    const waiting = made.waiting.get(data.id);
    made.waiting.delete(data.id);
    if ('output' in data) waiting?.resolve(data.output);
    else waiting?.reject(new KeyError(data.trouble, data.message));
  };
  worker.onerror = () => {
    if (running === made) stop('Keys cannot be used in this browser: its worker could not start.');
  };
  made.begun = send(made, 'begin', { account }).then(({ browser }) => setKeys({ browser }));
  return made;
}

function send<Name extends MethodName>(
  { worker, waiting }: Running,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  count += 1;
  const id = count;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: (output) => resolve(output as OutputOf<Name>), reject });
    worker.postMessage({ id, name, input } as WorkerAsk);
  });
}

/**
 * Asks the worker, which is started for the signed-in account at the first question.
 * @throws KeyError
 */
export async function askKeys<Name extends MethodName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  if (!hasWebCrypto()) throw new KeyError('no_webcrypto');
  const { id: account } = await queryClient.ensureQueryData(currentUserQuery);
  if (running && running.account !== account) stop('Somebody else has signed in.');
  running ??= start(account);
  const here = running;
  try {
    await here.begun;
    const output = await send(here, name, input);
    if (name === 'unlock' || name === 'lock') setKeys({ unlocked: name === 'unlock' });
    return output;
  } catch (error) {
    if (error instanceof KeyError && error.trouble === 'locked') setKeys({ unlocked: false });
    throw error;
  }
}

/** This browser's id, null where it keeps nothing. @throws KeyError */
export async function thisBrowser(): Promise<string | null> {
  if (keys.browser === undefined) await askKeys('touch', {});
  return keys.browser ?? null;
}

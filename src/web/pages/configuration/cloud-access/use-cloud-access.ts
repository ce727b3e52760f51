import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { originOf } from '../../../../storage/origin.ts';
import { copyText } from '../../../clipboard.ts';
import { type Entry, isOwn, type Means } from '../../../storage/choose-entry.ts';
import { comesFromStore } from '../../../storage/links.ts';
import { isAdmitted, loadAnewFor } from '../../../storage/origins.ts';
import { askKeys, hasWebCrypto, thisBrowser, useKeys } from '../../../storage/page-keys.ts';
import type { StorageEntries } from '../../../storage/storage-queries.ts';
import { KeyError, type OwnEntry, type SecretPart } from '../../../storage/worker-protocol.ts';
import { toast } from '../../../ui/toast.tsx';
import { custodyChoices } from './custody-field.tsx';
import { nameOf } from './entry-words.ts';
import { useTests } from './use-tests.ts';

export interface CloudWorkspace {
  id: string;
  name: string;
  administers: boolean;
}

/** The dialog that is open. Entries are named by id, so that it shows them as they are now. */
export type CloudTask =
  | { kind: 'add' }
  | { kind: 'edit' | 'move' | 'delete' | 'test'; id: string }
  | { kind: 'unlock'; why?: string; next?: (() => void) | undefined }
  | { kind: 'change-passphrase' | 'forgot' };

export type Cloud = ReturnType<typeof useCloudAccess>;

const HERE = '/settings/configuration';

/** What this browser can do; starts the worker, and has it let go of secrets whose entries are gone. */
function useMeans(entries: StorageEntries | undefined): Means & { unlocked: boolean } {
  const { unlocked, browser = null } = useKeys();
  const own = entries?.own;
  useEffect(() => {
    if (!own || !hasWebCrypto()) return;
    const swept = async () => {
      await thisBrowser();
      await askKeys('sweep', { present: own.map(({ id }) => id) });
    };
    void swept().catch(() => undefined);
  }, [own]);
  return { webcrypto: hasWebCrypto(), browser, unlocked };
}

/** What the address asks for: the palette's commands, and the test to go on with after the page was loaded anew. */
function useAsked(
  entries: StorageEntries | undefined,
  start: (asked: { keys?: string; test?: string }) => void,
) {
  const { keys, test } = useSearch({ from: '/shell/settings/configuration' });
  const navigate = useNavigate();
  const latest = useRef(start);
  latest.current = start;
  const isReady = entries !== undefined && (keys ?? test) !== undefined;
  useEffect(() => {
    if (!isReady) return;
    void navigate({ to: HERE, replace: true, resetScroll: false });
    document.getElementById('cloud-access')?.scrollIntoView({ block: 'start' });
    latest.current({ ...(keys && { keys }), ...(test && { test }) });
  }, [isReady, keys, test, navigate]);
}

/** The state of the section: what is open, what tests found, what this browser can do. */
export function useCloudAccess(workspace: CloudWorkspace, entries: StorageEntries | undefined) {
  const router = useRouter();
  const [task, setTask] = useState<CloudTask>();
  const means = useMeans(entries);
  const { tests, run, forget } = useTests(workspace);
  const all: Entry[] = entries ? [...entries.own, ...entries.workspace] : [];

  /** Does something that needs an entry's secret, after asking for the passphrase if that is missing. */
  const withSecret = (entry: Entry, why: string, work: () => void) => {
    const needsUnlock = isOwn(entry) && entry.custody === 'account' && !means.unlocked;
    if (needsUnlock) setTask({ kind: 'unlock', why, next: work });
    else work();
  };
  const copy = (entry: OwnEntry, part: SecretPart) =>
    withSecret(
      entry,
      `Copying the ${part} of ${nameOf(entry)} waits for it.`,
      () => void copySecret(entry, part),
    );

  /** Tests an entry; before that the page loads anew if it may not show pictures from the entry's host yet. */
  const runTest = (entry: Entry) => {
    const origin = originOf(entry);
    const { href } = router.buildLocation({ to: HERE, search: { test: entry.id } });
    if (comesFromStore(entry) && !isAdmitted(origin) && loadAnewFor(origin, href)) return;
    withSecret(entry, `The test of ${nameOf(entry)} waits for it.`, () => void run(entry));
  };

  /** An entry that was just saved comes with the next listing. */
  const [toTest, testOnceKnown] = useState<string>();
  const saved = all.find(({ id }) => id === toTest);
  useEffect(() => {
    if (!saved) return;
    testOnceKnown(undefined);
    runTest(saved);
  });

  useAsked(entries, ({ keys, test }) => {
    if (keys === 'add') setTask({ kind: 'add' });
    if (keys === 'unlock' && entries?.lock && !means.unlocked) setTask({ kind: 'unlock' });
    if (test) testOnceKnown(test);
  });

  return {
    task,
    setTask,
    close: () => setTask(undefined),
    means,
    tests,
    runTest,
    testOnceKnown,
    copy,
    saved: (id: string, said: string) => {
      setTask(undefined);
      forget(id);
      toast(said);
      testOnceKnown(id);
    },
    entryOf: (id: string) => all.find((entry) => entry.id === id),
    choices: custodyChoices({ webcrypto: means.webcrypto, keeps: means.browser !== null, workspace }),
    lockNow: () => void askKeys('lock', {}).then(() => toast('Your keys are locked')),
  };
}

async function copySecret(entry: OwnEntry, part: SecretPart): Promise<void> {
  try {
    const isCopied = await copyText(await askKeys('copy', { entry, part }));
    toast(isCopied ? `Copied without showing it` : 'Not copied: the browser refused');
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    toast('Not copied: type the keys of this entry again');
  }
}

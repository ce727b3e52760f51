import type { Explained } from '../../storage/explain/explained.ts';
import { explain } from '../../storage/explain.ts';
import type { Rung } from '../../storage/ladder.ts';
import { diagnose } from '../features/storage-access/climb-ladder.ts';
import { connectionRules } from '../features/storage-access/connection-rules.ts';
import { createGuardedFetch } from '../features/storage-access/guarded-fetch.ts';
import { createStoreClocks } from '../features/storage-access/store-clocks.ts';
import { requireOwner } from './credentials.ts';
import { onlyPositional, parseCommand, UsageError } from './usage-error.ts';
import { printDocument, type Store, withStore } from './with-store.ts';
import { requireWorkspace } from './workspace.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  user: { type: 'string' },
  workspace: { type: 'string' },
} as const;

interface Named {
  user?: string | undefined;
  workspace?: string | undefined;
}

/** atrium doctor storage URL: where the way to a stored object breaks, seen from here; exit code 1 when it does. */
export async function doctorStorage(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand({ args, options: OPTIONS, allowPositionals: true });
  const url = onlyPositional(positionals, 'URL');
  if (!values.user && !values.workspace)
    throw new UsageError('doctor storage needs --workspace or --user: whose storage entries are tried?');
  const { document, broken } = await withStore((store) => climb(store, url, values));
  printDocument(values.json, document, document.rungs.flatMap(linesOf));
  return broken ? 1 : 0;
}

async function climb(store: Store, url: string, named: Named) {
  const { config, db, keyRing, connection } = store;
  const workspace = await workspaceOf(store, named);
  const guardedFetch = createGuardedFetch(connectionRules(config, connection));
  const origin = config.web_origins[0] ?? '';
  try {
    const parts = { db, keyRing, guardedFetch, clocks: createStoreClocks(), origin };
    const { rungs, entry } = await diagnose(parts, workspace, url);
    const told = rungs.map((rung) => ({ ...rung, ...explain(rung, { who: 'server', origin }) }));
    return { document: { workspace, entry, rungs: told }, broken: rungs.some(isBroken) };
  } finally {
    guardedFetch.close();
  }
}

/** The workspace named, or of the person named; both, if they belong together. */
async function workspaceOf(store: Store, named: Named): Promise<string> {
  if (named.user) return (await requireOwner(store, named)).workspace_id;
  return (await requireWorkspace(store.db, named.workspace ?? '')).id;
}

const isBroken = ({ state }: Rung) => state === 'broken';

const SIGNS: Record<Rung['state'], string> = {
  passed: 'ok',
  broken: 'BROKEN',
  not_needed: 'not needed',
  not_reached: 'not reached',
};

function linesOf({ rung, state, title, sentence, cure }: Rung & Explained): string[] {
  const head = `${rung.padEnd(9)} ${SIGNS[state].padEnd(11)} ${title}: ${sentence}`;
  if (state === 'not_reached') return [`${rung.padEnd(9)} ${SIGNS[state]}`];
  if (state !== 'broken' || !cure) return [head];
  const pastes = (cure.paste ?? []).flatMap(({ where, text }) => ['', `${where}:`, text]);
  return [head, '', cure.text, ...pastes, ''];
}

import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { originOf } from '../../../storage/origin.ts';
import type { Place } from '../../../storage/place.ts';
import type { Db } from '../../db/database.ts';
import { readSessionCookie } from '../../http/cookies.ts';
import type { Identities } from '../identity/identities.ts';
import { getPreferences } from '../preferences/store.ts';
import { listOwnEntries } from './own-store.ts';
import { listEntries } from './store.ts';

interface Parts {
  db: Db;
  identities: Pick<Identities, 'session' | 'member'>;
  log: Logger;
}

/** The page comes without them when the database is silent for so long. */
const WAIT_MS = 2_000;

/** What a page's policy can name: scheme, host and port of plain characters. */
const ORIGIN = /^https?:\/\/[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?(?::\d{1,5})?$/;

/**
 * The origins of stores that a page needs: those of its person's own entries, and of the entries of the workspace it
 * shows. The session cookie is read for nothing else, and one that is not valid gives none.
 */
export function createPageOrigins(parts: Parts): (request: FastifyRequest) => Promise<string[]> {
  return async (request) => {
    const secret = readSessionCookie(request.headers.cookie);
    if (!secret) return [];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string[]>((resolve) => {
      timer = setTimeout(() => resolve([]), WAIT_MS);
    });
    const found = originsFor(parts, secret, request.url).catch((error: unknown) => {
      parts.log.warn({ err: error }, 'a page was served without the origins of its storage');
      return [];
    });
    return Promise.race([found, late]).finally(() => clearTimeout(timer));
  };
}

async function originsFor({ db, identities }: Parts, secret: string, url: string): Promise<string[]> {
  const session = await identities.session(secret);
  if (session?.state !== 'active' || session.expires_at_ms <= Date.now()) return [];
  const { account_id, personal_workspace } = session;
  const isMember = async (id: string) => {
    const member = await identities.member(id, account_id);
    return member?.state === 'active' && !member.workspace_deleted;
  };
  const named = /^\/w\/([0-9a-f]{32})(?:[/?]|$)/.exec(url)?.[1];
  const candidates = named ? [named] : [await lastWorkspace(db, account_id), personal_workspace];
  const places: Place[] = await listOwnEntries(db, account_id);
  for (const id of candidates) {
    if (id === undefined || !(await isMember(id))) continue;
    const entries = await listEntries(db, id);
    // What a SAS opens comes through our own door.
    places.push(...entries.filter(({ secret_type }) => secret_type !== 'sas'));
    break;
  }
  const origins = new Set(places.map(originOf).filter((origin) => ORIGIN.test(origin)));
  return [...origins].toSorted();
}

/** Where an address names no workspace, the page shows the one that was shown last. */
async function lastWorkspace(db: Db, accountId: string): Promise<string | undefined> {
  const users = (await getPreferences(db, accountId)).users;
  const last = (users as { activeWorkspace?: unknown } | undefined)?.activeWorkspace;
  return typeof last === 'string' ? last : undefined;
}

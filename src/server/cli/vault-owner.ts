import { findPersonal, type Vault, type Who } from '../features/vaults/store.ts';
import { OperatorError } from '../operator-error.ts';
import { requireOwner } from './credentials.ts';
import { UsageError } from './usage-error.ts';
import type { Store } from './with-store.ts';

/** What every vault command takes. */
export const OWNER_OPTIONS = { user: { type: 'string' }, workspace: { type: 'string' } } as const;

export const OPERATOR = { actor_id: null };

interface Named {
  user?: string | undefined;
  workspace?: string | undefined;
}

/** @throws UsageError without --user */
export function requireUserNamed({ user }: Named): void {
  if (!user) throw new UsageError('--user is needed: an e-mail address or id.');
}

/** The person named, as the one whose personal vault is meant; the workspace's own vaults stay out of reach. */
export async function requireWho(store: Store, named: Named): Promise<Who> {
  return { ...(await requireOwner(store, named)), manages: false };
}

/** The personal vault of the person named. @throws OperatorError when there is none */
export async function requireVault(store: Store, named: Named): Promise<{ who: Who; vault: Vault }> {
  const who = await requireWho(store, named);
  const vault = await findPersonal(store.db, who);
  if (!vault)
    throw new OperatorError(`${named.user} has no vault in this workspace yet. atrium vault set makes one.`);
  return { who, vault };
}

/** A version's number from the command line. @throws UsageError when it is none */
export function versionNumber(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new UsageError(`--${option} takes the number of a version.`);
  return Number(given);
}

/** @throws OperatorError for a version the vault never had */
export function requireKnown(vault: Vault, version: number): void {
  if (version > vault.version)
    throw new OperatorError(`There is no version ${version}; the newest is ${vault.version}.`);
}

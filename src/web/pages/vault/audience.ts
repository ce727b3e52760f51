import { counted } from '../workspace/names.ts';
import type { Vault } from './vault-queries.ts';

/** Whom a workspace vault is for. */
export function audienceOf({ for_all, members }: Vault): string {
  if (for_all) return 'All members';
  return members ? counted(members.length, 'chosen member') : 'Chosen members';
}

/** Who can read what stands in a workspace vault once it is on. */
export function readersOf({ readers }: Pick<Vault, 'readers'>): string {
  if (readers === 0) return 'Readable by no process yet: it is for nobody.';
  return `Readable by every process of ${counted(readers, 'member')}.`;
}

/** True when a workspace vault reaches this account's own processes while it is on. */
export const appliesTo = ({ for_all, members }: Vault, account: string): boolean =>
  for_all || members === undefined || members.some(({ id }) => id === account);

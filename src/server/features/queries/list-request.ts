import type { Principal } from '../../http/principal.ts';
import type { Listed } from './list.ts';
import type { Document } from './projection.ts';

/** Whose entities a call lists, and whose scroll it reads on. */
export const whoseList = ({ workspace, account }: Principal) => ({
  workspace_id: workspace.id,
  account_id: account.id,
});

/** The answer of a list under the entity's name. */
export function shownList<Name extends string>(
  name: Name,
  { documents, scroll_id }: Listed,
): Record<Name, Document[]> & { scroll_id?: string } {
  return { [name]: documents, ...(scroll_id !== undefined && { scroll_id }) } as Record<Name, Document[]>;
}

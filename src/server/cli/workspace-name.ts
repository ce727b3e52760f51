import { workspaceName } from '../../contract/fields.ts';
import { UsageError } from './usage-error.ts';

/** A name as the wire takes it. @throws UsageError for one it would refuse */
export function requireWorkspaceName(text: string): string {
  const read = workspaceName.safeParse(text);
  if (!read.success) throw new UsageError(`The name ${read.error.issues[0]?.message}.`);
  return read.data;
}

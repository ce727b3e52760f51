import { useQuery } from '@tanstack/react-query';
import { useKeys } from '../storage/page-keys.ts';
import { kindByName, type ObjectKind } from './object-kind.ts';
import { nameOf } from './plain-address.ts';
import type { ReadObject } from './read-answer.ts';
import { readObject } from './read-object.ts';
import { LARGEST_PICTURE, type Reason } from './why-not.ts';

/** What a viewer knows of its object. */
export interface Seen {
  state: 'reading' | 'shown' | 'problem';
  kind: ObjectKind;
  size: number | null;
  read: ReadObject | undefined;
  problem: Reason | undefined;
  retry: () => void;
}

const isElement = (kind: ObjectKind) => ['image', 'svg', 'video', 'audio'].includes(kind);

/** A picture of known, sensible size needs nothing read: the browser shows it by itself. */
function isPlain(kind: ObjectKind, size: number | null): boolean {
  return (kind === 'image' || kind === 'svg') && size !== null && size > 0 && size <= LARGEST_PICTURE;
}

/**
 * What to show of an object. Its beginning is read unless a listing told all that matters; `doubted` is for a picture
 * that its name and size promised and that did not come.
 */
export function useObject(workspace: string, url: string, size: number | null, doubted: boolean): Seen {
  const named = kindByName(nameOf(url));
  const plain = isPlain(named, size) && !doubted;
  const { unlocked } = useKeys();
  const query = useQuery({
    queryKey: ['stored-object', workspace, url, unlocked],
    queryFn: ({ signal }) => readObject(workspace, url, signal),
    enabled: !plain,
    staleTime: Number.POSITIVE_INFINITY,
    // texts are large: nothing of them is kept once it is not shown
    gcTime: 0,
  });
  const retry = () => void query.refetch();
  const nothing = { read: undefined, problem: undefined, size, retry };
  if (plain) return { ...nothing, state: 'shown', kind: named };
  if (query.isFetching) return { ...nothing, state: 'reading', kind: named };
  const answer = query.data ?? { problem: 'unreachable' as const };
  if (!('problem' in answer)) {
    const { kind } = answer;
    const known = answer.size ?? size;
    const large = (kind === 'image' || kind === 'svg') && (known ?? 0) > LARGEST_PICTURE;
    if (large) return { ...nothing, state: 'problem', kind, size: known, read: answer, problem: 'too_large' };
    return { ...nothing, state: 'shown', kind, size: known, read: answer };
  }
  // what a page may not read, it may still show as a picture, video or sound
  if (answer.problem === 'unreadable' && isElement(named) && !doubted) {
    return { ...nothing, state: 'shown', kind: named };
  }
  return { ...nothing, state: 'problem', kind: named, problem: answer.problem };
}

import { useBlocker, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Draft, draftOf, isChanged, newDraft } from './draft.ts';
import type { VaultDetails } from './vault-queries.ts';

/** An edit under way: the draft, and what may end it. */
export interface Editing {
  draft: Draft | undefined;
  setDraft: (draft: Draft) => void;
  /** Opens the editor on the saved text, or on a first text. */
  open: (first?: Draft) => void;
  /** Ends the edit whatever the draft holds. */
  close: () => void;
  /** A move away that waits for a word, since the draft would be lost. */
  leaving: { stay: () => void; discard: () => void } | undefined;
}

/** What an edit begins with; nothing where one may only read. */
function firstDraft(details: VaultDetails | undefined): Draft | undefined {
  if (!details) return newDraft('');
  return details.vault.may_edit ? draftOf(details.vault, details.text) : undefined;
}

/**
 * Keeps a draft in step with the address's `edit`, and lets nobody leave a changed one unasked. `details` is undefined
 * where nothing is saved yet.
 */
export function useEditing(details: VaultDetails | undefined): Editing {
  const navigate = useNavigate();
  const { edit = false } = useSearch({ strict: false });
  const [draft, setDraft] = useState<Draft>();
  const closing = useRef(false);
  const wasEdit = useRef(edit);
  const changed = draft !== undefined && isChanged(draft);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      changed && !closing.current && (current.pathname !== next.pathname || !('edit' in next.search)),
    enableBeforeUnload: () => changed,
    withResolver: true,
  });
  useEffect(() => {
    if (!edit && wasEdit.current) setDraft(undefined);
    if (!edit) closing.current = false;
    else if (!draft && !closing.current) setDraft(firstDraft(details));
    wasEdit.current = edit;
  }, [edit, draft, details]);
  const setEdit = (on: boolean) =>
    void navigate({
      to: '.',
      search: ({ edit: _, ...rest }: { edit?: true; key?: string }) =>
        on ? { ...rest, edit: true as const } : rest,
      replace: !on,
      resetScroll: false,
    });
  const discard = () => {
    closing.current = true;
    setDraft(undefined);
  };
  return {
    draft,
    setDraft,
    open: (first) => {
      if (first) setDraft(first);
      setEdit(true);
    },
    close: () => {
      discard();
      setEdit(false);
    },
    leaving:
      blocker.status === 'blocked'
        ? {
            stay: blocker.reset,
            discard: () => {
              discard();
              blocker.proceed();
            },
          }
        : undefined,
  };
}

import { StateEffect } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useState } from 'react';
import { findKnownKey } from '../../clearml-conf/known-keys.ts';
import type { AtCursor } from './editor-foot.tsx';
import { findingAtCursor } from './findings.ts';
import { keyAt } from './outline.ts';
import { outlineOf } from './outline-cache.ts';

/** Typing goes first: the line below the editor follows when the keys rest this long. */
const REST_MS = 80;

/** What stands below the editor for the place of its cursor. */
export function useAtCursor(view: EditorView | undefined): AtCursor {
  const [atCursor, setAtCursor] = useState<AtCursor>({ finding: undefined, known: undefined });
  useEffect(() => {
    if (!view) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setAtCursor(lookAround(view));
    const listener = EditorView.updateListener.of(() => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    });
    view.dispatch({ effects: StateEffect.appendConfig.of(listener) });
    return () => clearTimeout(timer);
  }, [view]);
  return atCursor;
}

function lookAround({ state }: EditorView): AtCursor {
  const key = keyAt(outlineOf(state), state.selection.main.head);
  return { finding: findingAtCursor(state), known: key && findKnownKey(key.path) };
}

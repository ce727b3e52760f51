import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  snippetCompletion,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import { findKnownKey, type KnownKey } from '../../clearml-conf/known-keys.ts';
import { formatFacet } from './checking.ts';
import { choicesAfter } from './completions.ts';
import { sinceText, typeText } from './known-values.ts';
import { keyAt } from './outline.ts';
import { outlineOf } from './outline-cache.ts';

/** Completion of known keys and values, and what a key means while the mouse rests on it. */
export const keyHelp: Extension = [
  autocompletion({ override: [complete], icons: false }),
  keymap.of(completionKeymap),
  hoverTooltip(hover, { hideOnChange: true }),
];

function complete({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const found = choicesAfter(state.sliceDoc(0, pos), state.facet(formatFacet));
  if (!found || (!explicit && found.from === pos)) return null;
  const options = found.choices.map(({ name, insert, key, isSection }) =>
    snippetCompletion(insert, {
      label: insert.startsWith('"') && state.sliceDoc(found.from, pos).startsWith('"') ? `"${name}` : name,
      displayLabel: name,
      detail: key ? typeText(key) : isSection ? 'section' : '',
      ...(key && { info: () => describe(key) }),
    }),
  );
  return { from: found.from, options, validFor: /^["\w-]*$/ };
}

function hover({ state }: EditorView, offset: number): Tooltip | null {
  const key = keyAt(outlineOf(state), offset);
  const known = key && offset <= key.to ? findKnownKey(key.path) : undefined;
  if (!key || !known) return null;
  return {
    pos: key.from,
    end: key.to,
    above: true,
    create: () => {
      const dom = describe(known);
      dom.classList.add('key-hover');
      return { dom };
    },
  };
}

/** What a setting is, for the list of completions and for hovering. */
function describe(key: KnownKey): HTMLElement {
  const box = document.createElement('div');
  const path = document.createElement('code');
  path.textContent = key.path;
  box.append(path);
  for (const text of [typeText(key), key.meaning, sinceText(key)]) {
    if (text === '') continue;
    const line = document.createElement('p');
    line.textContent = text;
    box.append(line);
  }
  return box;
}

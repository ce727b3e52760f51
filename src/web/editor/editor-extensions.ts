import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap, lineNumbers } from '@codemirror/view';
import { codeColours } from './code-colours.ts';
import { findingLenses } from './finding-lenses.ts';
import { fixAtCursor } from './findings.ts';
import { keyHelp } from './key-help.ts';
import { maskWidgets } from './mask-widgets.ts';
import { pageNonce } from './page-nonce.ts';

/** What keys do beyond editing. A command that returns false leaves the key to others. */
export type EditorCommands = { save: () => boolean; cancel: () => boolean };

/** All that is the same for every text and format. Tab is left to the browser: it moves the focus. */
export function editorExtensions({ save, cancel }: EditorCommands): Extension {
  const always = (run: () => boolean) => (_: EditorView) => run();
  return [
    pageNonce(),
    lineNumbers(),
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    codeColours,
    maskWidgets,
    findingLenses,
    keyHelp,
    Prec.high(
      keymap.of([
        { key: 'Mod-s', run: always(save), preventDefault: true },
        { key: 'Mod-Enter', run: always(save) },
        { key: 'Ctrl-Enter', run: always(save) },
        { key: 'Mod-.', run: fixAtCursor, preventDefault: true },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap]),
    // behind everything that Escape closes
    Prec.lowest(keymap.of([{ key: 'Escape', run: always(cancel) }])),
  ];
}

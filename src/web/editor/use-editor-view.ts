import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Finding } from '../../clearml-conf/finding.ts';
import type { Format } from '../../clearml-conf/read-format.ts';
import { checking, formatFacet } from './checking.ts';
import { editorExtensions } from './editor-extensions.ts';
import { showFindings } from './findings.ts';
import { languageOf } from './languages.ts';
import { replaceText } from './replace-text.ts';

type Changing = {
  label: string;
  format: Format;
  /** Id of the element that tells how the editor's keys work. */
  describedBy: string;
  readOnly: boolean;
};

export type EditorOptions = Changing & {
  text: string;
  autoFocus: boolean;
  extraFindings: readonly Finding[];
  onText: (text: string) => void;
  onFindings: (findings: Finding[]) => void;
  onSave: (() => void) | undefined;
  onCancel: (() => void) | undefined;
};

/** A CodeMirror editor in `host` that follows the options; undefined until it is there. */
export function useEditorView(host: RefObject<HTMLDivElement | null>, options: EditorOptions) {
  const [view, setView] = useState<EditorView>();
  const [changing] = useState(() => new Compartment());
  /** The text last told or taken, so that the page's echo of a key press changes nothing. */
  const known = useRef(options.text);
  const change = useEffectEvent((text: string) => {
    known.current = text;
    options.onText(text);
  });
  const findings = useEffectEvent((found: Finding[]) => options.onFindings(found));
  const save = useEffectEvent(() => run(options.onSave));
  const cancel = useEffectEvent(() => run(options.onCancel));
  const make = useEffectEvent((parent: HTMLElement) => {
    const extensions = [
      editorExtensions({ save: () => save(), cancel: () => cancel() }),
      changing.of(changingExtensions(options)),
      checking((found) => findings(found)),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged && state.doc.toString() !== known.current) change(state.doc.toString());
      }),
    ];
    const made = new EditorView({ parent, state: EditorState.create({ doc: known.current, extensions }) });
    if (options.autoFocus) made.focus();
    return made;
  });
  useEffect(() => {
    if (!host.current) return;
    const made = make(host.current);
    setView(made);
    return () => made.destroy();
  }, [host]);
  useFollow(view, changing, options, known);
  return view;
}

/** Brings what the page changes into the editor. */
function useFollow(
  view: EditorView | undefined,
  changing: Compartment,
  { text, format, label, describedBy, readOnly, extraFindings }: EditorOptions,
  known: RefObject<string>,
): void {
  useEffect(() => {
    const changed = changingExtensions({ format, label, describedBy, readOnly });
    view?.dispatch({ effects: changing.reconfigure(changed) });
  }, [view, changing, format, label, describedBy, readOnly]);
  useEffect(() => {
    if (!view || text === known.current) return;
    known.current = text;
    const changes = replaceText(view.state.doc.toString(), text);
    if (changes) view.dispatch({ changes });
  }, [view, known, text]);
  useEffect(() => {
    view?.dispatch(showFindings(view.state, { extra: extraFindings }));
  }, [view, extraFindings]);
}

function run(action: (() => void) | undefined): boolean {
  action?.();
  return action !== undefined;
}

function changingExtensions({ format, label, describedBy, readOnly }: Changing) {
  return [
    formatFacet.of(format),
    languageOf(format),
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      ...(readOnly && { 'aria-readonly': 'true' }),
    }),
  ];
}

import { json } from '@codemirror/lang-json';
import { EditorState, type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { ShownReading } from './check-text.ts';
import { codeColours } from './code-colours.ts';
import { pageNonce } from './page-nonce.ts';
import type { ReadingMark } from './reading-json.ts';
import type { Client, ReadingNote } from './reading-notes.ts';
import { replaceText } from './replace-text.ts';

class NoteWidget extends WidgetType {
  private readonly note: ReadingNote;

  constructor(note: ReadingNote) {
    super();
    this.note = note;
  }

  override eq({ note }: NoteWidget): boolean {
    return note.text === this.note.text;
  }

  override toDOM(): HTMLElement {
    const said = document.createElement('span');
    said.className = `reading-note ${this.note.tone}`;
    said.textContent = this.note.text;
    return said;
  }
}

const decorate = StateEffect.define<DecorationSet>();
const decorations = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, { effects, changes }) =>
    effects.find((effect) => effect.is(decorate))?.value ?? set.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});

/** A read-only view of what clients read: only the lines in sight are drawn, so long vaults cost no more. */
export function makeReadingView(parent: HTMLElement): EditorView {
  const extensions = [
    pageNonce(),
    json(),
    codeColours,
    decorations,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      'aria-label': 'What clients read, as JSON',
      'aria-readonly': 'true',
      tabindex: '0',
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ extensions }) });
}

/** Shows a reading; only what differs from the one before is drawn anew. */
export function showReading(
  view: EditorView,
  { json: text, marks, notes }: ShownReading,
  client: Client,
): void {
  const changes = replaceText(view.state.doc.toString(), text);
  const shown = notes.filter((note) => note.client === client);
  const set = Decoration.set([...marks.map(markOf), ...shown.map(noteOf)], true);
  view.dispatch({ ...(changes && { changes }), effects: decorate.of(set) });
}

function markOf({ kind, from, to, says }: ReadingMark): Range<Decoration> {
  if (kind === 'differs') {
    const attributes = { title: `By HOCON's specification: ${says}` };
    return Decoration.mark({ tagName: 'mark', attributes }).range(from, to);
  }
  return Decoration.mark({ class: kind === 'masked' ? 'c' : 'v' }).range(from, to);
}

const noteOf = (note: ReadingNote): Range<Decoration> =>
  Decoration.widget({ widget: new NoteWidget(note), side: 1 }).range(note.at);

import {
  type EditorState,
  type Extension,
  type RangeSet,
  RangeSetBuilder,
  StateField,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  WidgetType,
} from '@codemirror/view';
import type { Finding } from '../../clearml-conf/finding.ts';
import { applyFix, findingsField, findingsOf } from './findings.ts';

/** More boxes than this would bury the text; further findings stay underlined and in the list. */
const MOST_LENSES = 20;

/** The box under a line that says what is wrong and offers the fix. */
class Lens extends WidgetType {
  private readonly finding: Finding;

  constructor(finding: Finding) {
    super();
    this.finding = finding;
  }

  override eq(other: Lens): boolean {
    const { finding } = this;
    const { message, hint, from, fix } = other.finding;
    return (
      finding.message === message &&
      finding.hint === hint &&
      finding.from === from &&
      Boolean(finding.fix) === Boolean(fix) &&
      finding.fix?.edits[0]?.text === fix?.edits[0]?.text
    );
  }

  override get estimatedHeight(): number {
    return 56;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { severity, message, hint, fix } = this.finding;
    // CodeMirror measures without margins, so the distance is padding of an outer box
    const outer = element('div', 'lens-room');
    const box = element('div', severity === 'error' ? 'lens' : 'lens lens-warn');
    outer.append(box);
    const words = element('div', 'grow');
    const word = element('span', 'sr', severity === 'error' ? 'Error: ' : 'Warning: ');
    words.append(word, element('strong', '', message), element('p', '', hint));
    box.append(words);
    if (fix) {
      const button = element('button', 'btn btn-sm', fix.title) as HTMLButtonElement;
      button.type = 'button';
      // keyboards have Ctrl-. and the same button below the editor
      button.tabIndex = -1;
      button.onclick = () => {
        applyFix(view, this.finding);
        view.focus();
      };
      box.append(button);
    }
    return outer;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

class LineClass extends GutterMarker {
  override readonly elementClass: string;
  constructor(elementClass: string) {
    super();
    this.elementClass = elementClass;
  }
}

const SEVERITIES = ['error', 'warning', 'note'] as const;
const LINES = { error: 'has-error', warning: 'has-warn', note: 'has-note' } as const;
const LINE_DECORATIONS = {
  error: Decoration.line({ class: LINES.error }),
  warning: Decoration.line({ class: LINES.warning }),
  note: undefined,
};
const LINE_MARKERS = {
  error: new LineClass(LINES.error),
  warning: new LineClass(LINES.warning),
  note: new LineClass(LINES.note),
};

type Marked = { decorations: DecorationSet; gutter: RangeSet<GutterMarker> };

/** Findings by the line they start on, in order. */
function byLine(state: EditorState): Map<number, Finding[]> {
  const lines = new Map<number, Finding[]>();
  for (const finding of findingsOf(state)) {
    const { number } = state.doc.lineAt(Math.min(finding.from, state.doc.length));
    lines.set(number, [...(lines.get(number) ?? []), finding]);
  }
  return new Map([...lines].sort(([one], [other]) => one - other));
}

function build(state: EditorState): Marked {
  const decorations = new RangeSetBuilder<Decoration>();
  const gutter = new RangeSetBuilder<GutterMarker>();
  let lenses = 0;
  for (const [number, findings] of byLine(state)) {
    const line = state.doc.line(number);
    const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
    if (!worst) continue;
    gutter.add(line.from, line.from, LINE_MARKERS[worst]);
    const decoration = LINE_DECORATIONS[worst];
    if (decoration) decorations.add(line.from, line.from, decoration);
    for (const finding of findings) {
      if (finding.severity === 'note' || lenses >= MOST_LENSES) continue;
      lenses += 1;
      decorations.add(
        line.to,
        line.to,
        Decoration.widget({ widget: new Lens(finding), block: true, side: 1 }),
      );
    }
  }
  return { decorations: decorations.finish(), gutter: gutter.finish() };
}

const lensField = StateField.define<Marked>({
  create: build,
  update: (marked, { state, startState, changes, docChanged }) => {
    const isSame = state.field(findingsField) === startState.field(findingsField);
    if (isSame && !docChanged) return marked;
    if (docChanged && findingsOf(state).length > 0) {
      return { decorations: marked.decorations.map(changes), gutter: marked.gutter.map(changes) };
    }
    return build(state);
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    gutterLineClass.from(field, ({ gutter }) => gutter),
  ],
});

/** Colours the lines with findings, marks their numbers, and puts what errors and warnings say under the line. */
export const findingLenses: Extension = [findingsField, lensField];

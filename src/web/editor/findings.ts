import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import {
  type ChangeDesc,
  type EditorState,
  StateEffect,
  StateField,
  type TransactionSpec,
} from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Finding } from '../../clearml-conf/finding.ts';

/** `checked` comes from the check of the text, `extra` from the page, for instance what the server said. */
type Known = { checked: readonly Finding[]; extra: readonly Finding[] };

const put = StateEffect.define<Known>();

/** Findings about the text in the editor; their places follow the text while a new check is under way. */
export const findingsField = StateField.define<Known>({
  create: () => ({ checked: [], extra: [] }),
  update: (known, { changes, effects, docChanged }) => {
    for (const effect of effects) if (effect.is(put)) return effect.value;
    if (!docChanged || allOf(known).length === 0) return known;
    return { checked: moved(known.checked, changes), extra: moved(known.extra, changes) };
  },
});

/** A fix counts in the text that was checked, so it goes with the first change. */
function moved(findings: readonly Finding[], changes: ChangeDesc): Finding[] {
  return findings.map(({ fix: _, ...finding }) => {
    const from = changes.mapPos(finding.from, 1);
    return { ...finding, from, to: Math.max(from, changes.mapPos(finding.to, -1)) };
  });
}

const allOf = ({ checked, extra }: Known) => [...checked, ...extra];

/** Every finding about the text, the page's own last. */
export const findingsOf = (state: EditorState): readonly Finding[] => allOf(state.field(findingsField));

const DIAGNOSTIC_SEVERITY = { error: 'error', warning: 'warning', note: 'info' } as const;

/** Shows findings about the state's own text: underlined, in the list of problems, on hover. */
export function showFindings(state: EditorState, news: Partial<Known>): TransactionSpec {
  const known = { ...state.field(findingsField), ...news };
  const kept = {
    checked: known.checked.map((finding) => within(finding, state.doc.length)),
    extra: known.extra.map((finding) => within(finding, state.doc.length)),
  };
  const spec = setDiagnostics(state, allOf(kept).map(asDiagnostic));
  const effects = spec.effects === undefined ? [] : [spec.effects].flat();
  return { ...spec, effects: [...effects, put.of(kept)] };
}

/** A finding at least one character wide where the text has one, so that it can be seen and pointed at. */
function within(finding: Finding, length: number): Finding {
  const to = Math.min(Math.max(finding.to, finding.from + 1), length);
  return { ...finding, to, from: Math.min(finding.from, Math.max(0, to - 1)) };
}

function asDiagnostic(finding: Finding): Diagnostic {
  const { from, to, severity, message, hint, fix } = finding;
  const actions = fix ? [{ name: fix.title, apply: (view: EditorView) => applyFix(view, finding) }] : [];
  return { from, to, severity: DIAGNOSTIC_SEVERITY[severity], message: `${message} ${hint}`, actions };
}

/** Makes a finding's fix, unless the text has changed since it was found. True when it did. */
export function applyFix(view: EditorView, { code, from, fix }: Finding): boolean {
  const isCurrent = findingsOf(view.state).some((one) => one.code === code && one.from === from && one.fix);
  if (!fix || !isCurrent || view.state.readOnly) return false;
  const changes = fix.edits.map((edit) => ({ from: edit.from, to: edit.to, insert: edit.text }));
  view.dispatch({ changes, userEvent: 'input.fix', scrollIntoView: true });
  return true;
}

const RANK = { error: 0, warning: 1, note: 2 } as const;

/** The gravest finding that starts on the cursor's line; with `fixable`, of those with a fix. */
export function findingAtCursor(state: EditorState, fixable = false): Finding | undefined {
  const line = state.doc.lineAt(state.selection.main.head);
  return findingsOf(state)
    .filter(({ from, fix }) => from >= line.from && from <= line.to && (!fixable || fix))
    .sort((one, other) => RANK[one.severity] - RANK[other.severity])[0];
}

/** Makes the fix offered on the cursor's line. */
export function fixAtCursor(view: EditorView): boolean {
  const finding = findingAtCursor(view.state, true);
  return finding !== undefined && applyFix(view, finding);
}

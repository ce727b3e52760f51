import { type Extension, Facet } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Finding } from '../../clearml-conf/finding.ts';
import type { Format } from '../../clearml-conf/read-format.ts';
import type { Check } from './check-text.ts';
import { askCheck, stopAsking } from './checker.ts';
import { showFindings } from './findings.ts';

/** The language of the text in the editor. */
export const formatFacet = Facet.define<Format, Format>({ combine: ([format]) => format ?? 'hocon' });

/** Checks the text after each change, in the worker, shows what it finds and tells the page. */
export function checking(tell: (findings: Finding[]) => void): Extension {
  return ViewPlugin.fromClass(
    class {
      private readonly asker: (answer: Check | Error) => void;
      private isGone = false;
      constructor(view: EditorView) {
        this.asker = (answer) => {
          const checked = answer instanceof Error ? [unchecked(answer)] : answer.findings;
          // an answer that is there at once comes while CodeMirror still works on the change
          queueMicrotask(() => {
            if (this.isGone) return;
            view.dispatch(showFindings(view.state, { checked }));
            tell(checked);
          });
        };
        this.ask(view);
      }
      update({ docChanged, state, startState, view }: ViewUpdate): void {
        if (docChanged || state.facet(formatFacet) !== startState.facet(formatFacet)) this.ask(view);
      }
      destroy(): void {
        this.isGone = true;
        stopAsking(this.asker);
      }
      private ask({ state }: EditorView): void {
        askCheck(state.doc.toString(), state.facet(formatFacet), this.asker);
      }
    },
  );
}

/** Said in place of findings when the check itself fails, so that silence never looks like "no error". */
function unchecked(error: Error): Finding {
  const hint = `Load the page again. (${error.message})`;
  const place = { from: 0, to: 0, line: 1, column: 1 };
  return { code: 'unchecked', severity: 'error', message: 'This text could not be checked.', hint, ...place };
}

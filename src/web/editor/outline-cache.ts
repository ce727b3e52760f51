import type { EditorState, Text } from '@codemirror/state';
import type { Format } from '../../clearml-conf/read-format.ts';
import { formatFacet } from './checking.ts';
import { type Outline, outline } from './outline.ts';

const KEPT = new WeakMap<Text, Map<Format, Outline>>();

/** The outline of the text in an editor, read once for each text. */
export function outlineOf(state: EditorState): Outline {
  const format = state.facet(formatFacet);
  const byFormat = KEPT.get(state.doc) ?? new Map<Format, Outline>();
  const found = byFormat.get(format) ?? outline(state.doc.toString(), format);
  KEPT.set(state.doc, byFormat.set(format, found));
  return found;
}

import './editor.css';
import { useId, useRef } from 'react';
import type { Finding } from '../../clearml-conf/finding.ts';
import type { Format } from '../../clearml-conf/read-format.ts';
import { EditorFoot } from './editor-foot.tsx';
import { useAtCursor } from './use-at-cursor.ts';
import { useEditorView } from './use-editor-view.ts';

interface TextEditorProps {
  /** The name of the text box, such as "Vault text in HOCON". */
  label: string;
  text: string;
  format: Format;
  readOnly?: boolean | undefined;
  onText: (text: string) => void;
  /** Told after each check what clients would refuse or misread; an empty list means nothing. */
  onFindings?: ((findings: Finding[]) => void) | undefined;
  /** Shown beside the editor's own findings, for instance what the server said; offsets count in `text`. */
  extraFindings?: readonly Finding[] | undefined;
  autoFocus?: boolean | undefined;
  /** Ctrl-S or Ctrl-Enter. */
  onSave?: (() => void) | undefined;
  /** Escape, when there is nothing else for it to close. */
  onCancel?: (() => void) | undefined;
}

const NONE: readonly Finding[] = [];
const ignore = () => undefined;

/** The configuration editor: colours, completion, and what clients would misread, under the line. Load it lazily. */
export function TextEditor(props: TextEditorProps) {
  const { readOnly = false, autoFocus = false, extraFindings = NONE, onFindings = ignore } = props;
  const { label, text, format, onText, onSave, onCancel } = props;
  const host = useRef<HTMLDivElement>(null);
  const describedBy = useId();
  const shared = { label, text, format, onText, onSave, onCancel, describedBy };
  const view = useEditorView(host, { ...shared, readOnly, autoFocus, extraFindings, onFindings });
  const atCursor = useAtCursor(view);
  return (
    <div className="text-editor">
      <div ref={host} className="text-editor-box" />
      <p id={describedBy} className="sr">
        Tab leaves the editor; Control and the closing square bracket indents. Control and space lists keys.
        F8 goes to the next finding, Control and full stop makes the offered fix.
      </p>
      <EditorFoot view={view} {...atCursor} />
    </div>
  );
}

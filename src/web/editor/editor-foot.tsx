import type { EditorView } from '@codemirror/view';
import type { Finding } from '../../clearml-conf/finding.ts';
import type { KnownKey } from '../../clearml-conf/known-keys.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { applyFix } from './findings.ts';
import { sinceText, typeText } from './known-values.ts';

const LOOKS = {
  error: { icon: 'stop', className: 'bad' },
  warning: { icon: 'alert', className: 'warn' },
  note: { icon: 'info', className: 'quiet' },
} as const;

/** What the cursor's line calls for. */
export type AtCursor = { finding: Finding | undefined; known: KnownKey | undefined };

/** The line below the editor: what is wrong where the cursor stands, with its fix. */
export function EditorFoot({ view, finding, known }: AtCursor & { view: EditorView | undefined }) {
  return (
    <div className="keydoc">
      <span className="cluster" role="status">
        {finding && <Said finding={finding} />}
      </span>
      {view && finding?.fix && !view.state.readOnly && <FixButton view={view} finding={finding} />}
      {known && <KeyDoc known={known} />}
      {!finding && !known && <span>Ctrl Space lists known keys. Tab leaves the editor.</span>}
    </div>
  );
}

function KeyDoc({ known }: { known: KnownKey }) {
  return (
    <>
      <code>{known.path}</code>
      <span>{typeText(known)}</span>
      <span>
        {known.meaning} {sinceText(known)}
      </span>
    </>
  );
}

function Said({ finding }: { finding: Finding }) {
  const { icon, className } = LOOKS[finding.severity];
  return (
    <>
      <span className={`cluster ${className}`}>
        <Icon name={icon} className="i-sm" />
        <strong>{finding.message}</strong>
      </span>
      <span>{finding.hint}</span>
    </>
  );
}

function FixButton({ view, finding }: { view: EditorView; finding: Finding }) {
  const apply = () => {
    applyFix(view, finding);
    view.focus();
  };
  return (
    <Button size="sm" onClick={apply}>
      {finding.fix?.title} <kbd>Ctrl .</kbd>
    </Button>
  );
}

import type { EditorView } from '@codemirror/view';
import type { Finding } from '../../clearml-conf/finding.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { applyFix } from './findings.ts';

const LOOKS = {
  error: { icon: 'stop', className: 'bad' },
  warning: { icon: 'alert', className: 'warn' },
  note: { icon: 'info', className: 'quiet' },
} as const;

/** What the cursor's line calls for. */
export type AtCursor = { finding: Finding | undefined };

/** The line below the editor: what is wrong where the cursor stands, with its fix. */
export function EditorFoot({ view, finding }: AtCursor & { view: EditorView | undefined }) {
  return (
    <div className="keydoc">
      <span className="cluster" role="status">
        {finding && <Said finding={finding} />}
      </span>
      {view && finding?.fix && !view.state.readOnly && <FixButton view={view} finding={finding} />}
      {!finding && <span className="faint">Ctrl Space lists keys, Tab leaves the editor.</span>}
    </div>
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

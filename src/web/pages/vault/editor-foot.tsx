import { Button } from '../../ui/button.tsx';
import { counted } from '../workspace/names.ts';
import { fixable } from './apply-fixes.ts';
import { gravest } from './finding-list.tsx';
import type { Finding } from './vault-queries.ts';

interface EditorFootProps {
  enabled: boolean;
  changed: boolean;
  findings: Finding[];
  /** False while the text has moved on since it was checked. */
  mayFix: boolean;
  onFix: (errors: Finding[]) => void;
  onCancel: () => void;
  onSave: () => void;
}

/** What the text's state means for saving it. */
function sayState(enabled: boolean, errors: Finding[], changed: boolean): string {
  const [first] = errors;
  if (enabled && first) {
    return `A vault that is on cannot be saved with errors. Fix line ${first.line}, or switch it off and save.`;
  }
  if (first) return 'It can be saved with errors while it is off, and switched on once they are fixed.';
  if (!changed) return 'Nothing changed yet.';
  return enabled
    ? 'It is on: what you save counts from the next start of a client.'
    : 'It is off: saving serves nothing yet.';
}

/** Below the editor: what a save would do, and the way out. */
export function EditorFoot({ enabled, changed, findings, mayFix, onFix, onCancel, onSave }: EditorFootProps) {
  const { errors } = gravest(findings);
  const mendable = fixable(errors);
  return (
    <div className="panel-foot">
      <span>{sayState(enabled, errors, changed)}</span>
      <span className="end">
        <Button onClick={onCancel}>Cancel</Button>
        {mendable.length > 0 && (
          <Button disabled={!mayFix} onClick={() => onFix(mendable)}>
            Fix {counted(mendable.length, 'error')}
          </Button>
        )}
        <Button look="primary" disabled={!changed} onClick={onSave}>
          OK
        </Button>
      </span>
    </div>
  );
}

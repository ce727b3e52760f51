import { useId, useState } from 'react';
import { redactedFrom, redactedNames } from '../../preferences.ts';
import { usePreference } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SwitchRow } from '../../ui/switch-row.tsx';

interface NamesDialogProps {
  names: string[];
  onSave: (names: { key: string }[]) => void;
  onClose: () => void;
}

function NamesDialog({ names, onSave, onClose }: NamesDialogProps) {
  const id = useId();
  const [text, setText] = useState(names.join('\n'));
  return (
    <Dialog
      title="Hidden container arguments"
      about="Values of these environment variables and arguments show as dots in task pages."
      onClose={onClose}
      onSubmit={() => {
        onSave(redactedFrom(text));
        onClose();
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Save
          </Button>
        </>
      }
    >
      <div className="field">
        <label htmlFor={id}>Names</label>
        <textarea
          className="area mono"
          id={id}
          rows={8}
          spellCheck={false}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="hint" id={`${id}-hint`}>
          One a line. Upper and lower case count.
        </p>
      </div>
    </Dialog>
  );
}

/** Which container arguments show as dots. */
export function RedactedRow() {
  const hide = usePreference('views.hideRedactedArguments');
  const list = usePreference('views.redactedArguments');
  const [editing, setEditing] = useState(false);
  const names = redactedNames(list.value);
  return (
    <>
      <SwitchRow
        name="Hide container arguments"
        hint={
          <>
            Values of these names show as <span className="dots">••••••</span> in task pages.{' '}
            {names.length === 0 && 'No names yet.'}
            {names.map((name, i) => (
              <span key={name}>
                {i > 0 && ', '}
                <code>{name}</code>
              </span>
            ))}
          </>
        }
        on={hide.value === true}
        error={hide.error ?? list.error}
        beside={
          <Button size="sm" aria-haspopup="dialog" onClick={() => setEditing(true)}>
            Edit names
          </Button>
        }
        onChange={(on) => hide.set(on)}
      />
      {editing && (
        <NamesDialog names={names} onSave={(next) => list.set(next)} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

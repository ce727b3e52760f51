import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/note.tsx';

interface TextFormProps {
  /** The name of the text box, such as "Text of config.yaml". */
  label: string;
  text: string;
  /** Saves it; rejects when that is refused, and the typed text stays. */
  onSave: (text: string) => Promise<unknown>;
  onClose: () => void;
}

const MOST_ROWS = 30;
const LEAST_ROWS = 8;

/** A text in any language to be changed. */
export function TextForm({ label, text: before, onSave, onClose }: TextFormProps) {
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await onSave(text);
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, before.split('\n').length + 1));
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <textarea
        className="area mono"
        aria-label={label}
        rows={rows}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div className="cluster">
        <Button type="submit" look="primary" size="sm" busy={busy && 'Saving…'}>
          Save
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

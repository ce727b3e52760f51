import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { None } from './facts.tsx';

interface CommentEditorProps {
  comment: string;
  mayWrite: boolean;
  /** Saves it; rejects when that is refused, and the typed text stays. */
  onComment: (comment: string) => Promise<unknown>;
}

/** A comment as it was written, and a field to change it. */
export function CommentEditor({ comment, mayWrite, onComment }: CommentEditorProps) {
  const [draft, setDraft] = useState<string>();
  if (draft !== undefined) {
    return <CommentField comment={draft} onComment={onComment} onClose={() => setDraft(undefined)} />;
  }
  return (
    <div className="stack">
      {comment ? <p className="comment">{comment}</p> : <None>No comment</None>}
      {mayWrite && (
        <div>
          <Button size="sm" icon="pencil" onClick={() => setDraft(comment)}>
            {comment ? 'Change the comment' : 'Write a comment'}
          </Button>
        </div>
      )}
    </div>
  );
}

interface CommentFieldProps extends Pick<CommentEditorProps, 'comment' | 'onComment'> {
  onClose: () => void;
}

/** Pressing the button asked for this field. */
const focusField = (field: HTMLTextAreaElement | null) => field?.focus();

function CommentField({ comment, onComment, onClose }: CommentFieldProps) {
  const id = useId();
  const [text, setText] = useState(comment);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    try {
      await onComment(text);
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <label className="sr" htmlFor={id}>
        Comment
      </label>
      <textarea
        className="area"
        id={id}
        rows={5}
        ref={focusField}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div className="cluster">
        <Button look="primary" size="sm" busy={busy && 'Saving…'} onClick={() => void save()}>
          Save
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

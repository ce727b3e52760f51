import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { None } from './facts.tsx';

interface TagEditorProps {
  tags: readonly string[];
  mayWrite: boolean;
  busy: boolean;
  error: unknown;
  onTags: (tags: string[]) => void;
}

/** Tags as chips: each can be taken off, and one added. */
export function TagEditor({ tags, mayWrite, busy, error, onTags }: TagEditorProps) {
  const id = useId();
  const [text, setText] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = text.trim();
    if (busy || tag === '') return;
    setText('');
    if (!tags.includes(tag)) onTags([...tags, tag]);
  };
  return (
    <div className="stack">
      <ul className="cluster" aria-label="Tags">
        {tags.map((tag) => (
          <li className="tag" key={tag}>
            {tag}
            {mayWrite && (
              <button
                type="button"
                aria-label={`Remove tag ${tag}`}
                disabled={busy}
                onClick={() => onTags(tags.filter((other) => other !== tag))}
              >
                <Icon name="x" />
              </button>
            )}
          </li>
        ))}
        {tags.length === 0 && (
          <li>
            <None />
          </li>
        )}
      </ul>
      {mayWrite && (
        <form className="cluster" onSubmit={add}>
          <label className="sr" htmlFor={id}>
            New tag
          </label>
          <input
            className="input w-tag"
            id={id}
            placeholder="New tag"
            maxLength={256}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" size="sm" disabled={text.trim() === ''} busy={busy && 'Saving…'}>
            Add
          </Button>
        </form>
      )}
      {error !== null && error !== undefined && <ErrorNote error={error} />}
    </div>
  );
}

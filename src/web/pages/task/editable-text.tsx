import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { LongText } from './long-text.tsx';
import { TextForm } from './text-form.tsx';

interface EditableTextProps {
  name: string;
  /** The name of the file it is saved as. */
  file: string;
  text: string;
  /** What stands there while it is empty. */
  empty: ReactNode;
  /** Saves a changed text; undefined where it may not be changed. */
  onSave: ((text: string) => Promise<unknown>) | undefined;
  /** How it is shown; else as a text with the numbers of its lines. */
  children?: ReactNode;
}

/** A text that may be long, with a button to change it. */
export function EditableText({ name, file, text, empty, onSave, children }: EditableTextProps) {
  const [editing, setEditing] = useState(false);
  if (editing && onSave) {
    const save = async (changed: string) => {
      await onSave(changed);
      toast(`${name} saved`);
    };
    return <TextForm label={name} text={text} onSave={save} onClose={() => setEditing(false)} />;
  }
  const change = onSave && (
    <Button size="sm" icon="pencil" onClick={() => setEditing(true)}>
      Change
    </Button>
  );
  if (text.trim() === '') {
    return (
      <div className="cluster">
        <p className="sm quiet grow">{empty}</p>
        {change}
      </div>
    );
  }
  return (
    <LongText key={text} {...{ name, file, text }} end={change}>
      {children}
    </LongText>
  );
}

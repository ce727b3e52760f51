import { useId, useState } from 'react';
import { FileButton } from '../../vault/file-button.tsx';
import type { KeysForm } from './keys-form.ts';

/** Nothing that holds keys is larger. */
const MOST_BYTES = 100_000;

interface PasteFieldProps {
  onRead: (fields: Partial<KeysForm>) => void;
}

/** Takes what people have: the text of a credentials file, a console's address, a connection string, a key file. */
export function PasteField({ onRead }: PasteFieldProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const read = async (pasted: string) => {
    setText(pasted);
    if (pasted.trim() === '') {
      setSaid('');
      return;
    }
    const { readPastedForm } = await import('./read-pasted-form.ts');
    const fields = readPastedForm(pasted);
    if (!fields) {
      setSaid('Not recognised: fill in the fields below.');
      return;
    }
    onRead(fields);
    // what was pasted holds the secret in clear
    setText('');
    setSaid('Read into the fields below: look through them.');
  };
  const readFile = async ([file]: File[]) => {
    if (!file) return;
    if (file.size > MOST_BYTES) setSaid('This file is too large to be one with keys.');
    else await read(await file.text());
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        Paste keys <span className="faint">(optional)</span>
      </label>
      <textarea
        className="area mono"
        id={id}
        rows={3}
        spellCheck={false}
        value={text}
        aria-describedby={`${id}-said`}
        placeholder="AWS credentials file, console URL, Azure connection string or Google service-account file"
        onChange={(event) => void read(event.target.value)}
      />
      <div className="cluster">
        <p className="hint grow" id={`${id}-said`} role="status">
          {said}
        </p>
        <FileButton
          icon="upload"
          accept=".json,.csv,.txt,.ini,.cfg,text/*,application/json"
          label="File with keys"
          onFiles={(files) => void readFile(files)}
        >
          From a file
        </FileButton>
      </div>
    </div>
  );
}

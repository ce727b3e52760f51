import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';

interface SecretKeysDialogProps {
  keys: string[];
  onKeys: (keys: string[]) => void;
  onClose: () => void;
}

/** Marks further keys whose values are masked like passwords; it counts from the next save on. */
export function SecretKeysDialog({ keys, onKeys, onClose }: SecretKeysDialogProps) {
  const [typed, setTyped] = useState('');
  const key = typed.trim();
  const add = () => {
    if (key && !keys.includes(key)) onKeys([...keys, key]);
    setTyped('');
  };
  return (
    <Dialog
      title="Keys that hold secrets"
      about="Values of password, secret, token and the like are masked anyway. Name others here."
      onClose={onClose}
      onSubmit={key ? add : onClose}
      foot={
        <Button look="primary" type="submit">
          {key ? 'Add' : 'Done'}
        </Button>
      }
    >
      <Field
        label="Key"
        mono
        maxLength={256}
        autoComplete="off"
        placeholder="license_id or sdk.mine.license"
        value={typed}
        hint="A key's name counts wherever it stands; a dotted path counts for all below it."
        onChange={(event) => setTyped(event.target.value)}
      />
      {keys.length > 0 ? (
        <ul className="impact" aria-label="Marked keys">
          {keys.map((one) => (
            <li key={one}>
              <code className="grow">{one}</code>
              <IconButton
                icon="x"
                label={`No longer mask ${one}`}
                onClick={() => onKeys(keys.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Note>None are marked in this vault. The masks change when you save.</Note>
      )}
    </Dialog>
  );
}

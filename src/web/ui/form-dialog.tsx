import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { generalError } from './field.tsx';
import { ErrorNote } from './note.tsx';

interface FormDialogProps {
  title: ReactNode;
  about?: ReactNode;
  /** The main button's words. */
  submit: string;
  /** What it says while the answer is awaited, else false; it cannot be pressed twice. */
  busy: string | false;
  error: unknown;
  /** Fields that show their own refusal; any other stands below them. */
  fields?: readonly string[];
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}

/** A dialog that asks for something and sends it: fields, Cancel and one main button. */
export function FormDialog({
  title,
  about,
  submit,
  busy,
  error,
  fields = [],
  onClose,
  onSubmit,
  children,
}: FormDialogProps) {
  const general = generalError(error, fields);
  return (
    <Dialog
      title={title}
      about={about}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) onSubmit();
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}

import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button.tsx';

interface DialogProps {
  title: ReactNode;
  about?: ReactNode;
  wide?: boolean;
  /** False keeps it open when someone clicks beside it, as for a secret that is shown once. */
  dismissBeside?: boolean;
  onClose: () => void;
  /** Makes the dialog a form: Enter in a field does what its main button does. */
  onSubmit?: (() => void) | undefined;
  foot: ReactNode;
  children?: ReactNode;
}

/** The first field, else the safe button: never the red one. */
const FIRST =
  '[data-first], .dialog-body input:not(:disabled), .dialog-body select, .dialog-body textarea, .dialog-foot .btn';

function focusContentIfLost(): void {
  if (document.activeElement === document.body) document.getElementById('content')?.focus();
}

/** A modal dialog on the browser's own element; it closes by Escape, its cross, or a click beside it. */
export function Dialog({
  title,
  about,
  wide,
  dismissBeside = true,
  onClose,
  onSubmit,
  foot,
  children,
}: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => {
      dialog?.close();
      setTimeout(focusContentIfLost);
    };
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const inside = (
    <>
      <div className="dialog-body">{children}</div>
      <div className="dialog-foot">{foot}</div>
    </>
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click beside it is an extra
    <dialog
      ref={box}
      className={wide ? 'dialog dialog-lg' : 'dialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={about ? `${id}-about` : undefined}
      onClick={(event) => {
        if (dismissBeside && event.target === event.currentTarget) onClose();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
    >
      <div className="dialog-head">
        <div className="grow">
          <h2 id={`${id}-title`}>{title}</h2>
          {about && <p id={`${id}-about`}>{about}</p>}
        </div>
        <IconButton icon="x" label="Close" onClick={onClose} />
      </div>
      {onSubmit ? (
        <form className="dialog-form" onSubmit={submit}>
          {inside}
        </form>
      ) : (
        inside
      )}
    </dialog>
  );
}

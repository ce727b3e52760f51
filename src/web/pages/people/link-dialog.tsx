import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { exactly } from '../../ui/when.tsx';
import type { PasswordLink } from './accounts-query.ts';

interface LinkDialogProps {
  name: string;
  link: PasswordLink;
  onClose: () => void;
}

/** A one-time link to hand over; no mail server is needed. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  return (
    <Dialog
      title={`A link for ${name}`}
      about="Whoever opens it first sets the password. Send it any way you trust."
      dismissBeside={false}
      onClose={onClose}
      foot={
        <Button look="primary" data-first onClick={onClose}>
          Done
        </Button>
      }
    >
      <Note tone="warn" icon="eye">
        <strong>The link is shown this once</strong> and works once. A new one ends it.
      </Note>
      <div className="stack">
        <span className="label">One-time link</span>
        <div className="snip">
          <span>{link.url}</span>
          <CopyButton text={link.url} label="Copy one-time link" said="Link copied" tip="Copy link" tipLeft />
        </div>
        <p className="hint">Valid until {exactly(link.expires)}.</p>
      </div>
    </Dialog>
  );
}

import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Note } from '../../ui/note.tsx';
import { exactly } from '../../ui/when.tsx';

interface MadeLinkProps {
  url: string;
  expires: string;
  email?: string | null;
  onAnother?: () => void;
}

/** A link just made: the only time it is shown. */
export function MadeLink({ url, expires, email, onAnother }: MadeLinkProps) {
  return (
    <div className="stack">
      <Note tone="warn" icon="eye">
        <strong>The link is shown this once.</strong> Copy it now; later you can only make a new one.
      </Note>
      <span className="label">Invitation link</span>
      <div className="snip">
        <span>{url}</span>
        <CopyButton text={url} label="Copy invitation link" said="Link copied" tip="Copy link" tipLeft />
      </div>
      <p className="hint">
        Valid until {exactly(expires)}
        {email ? `, for ${email}` : ''}.
      </p>
      {onAnother && <Button onClick={onAnother}>Make another link</Button>}
    </div>
  );
}

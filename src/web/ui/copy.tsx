import { copyText } from '../clipboard.ts';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { paint } from './paint.tsx';
import { toast } from './toast.tsx';

async function copyAndSay(text: string, said: string): Promise<void> {
  toast((await copyText(text)) ? said : 'Not copied: select the text and press Ctrl C');
}

/** The first and last characters of a key, enough to tell it from others. */
export const shortKey = (key: string) => (key.length > 12 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key);

interface CopyButtonProps {
  text: string;
  label: string;
  said: string;
  tip?: string;
  tipLeft?: boolean;
}

/** Copies without showing: what it copies need not be on the page. */
export function CopyButton({ text, label, said, tip = 'Copy', tipLeft }: CopyButtonProps) {
  const copy = () => void copyAndSay(text, said);
  return <IconButton icon="copy" label={label} tip={tip} tipLeft={tipLeft} onClick={copy} />;
}

interface CopyTextButtonProps {
  /** Made when it is pressed. */
  text: () => string;
  said: string;
  children: string;
}

/** A button with words that copies a text. */
export function CopyTextButton({ text, said, children }: CopyTextButtonProps) {
  return (
    <Button size="sm" icon="copy" onClick={() => void copyAndSay(text(), said)}>
      {children}
    </Button>
  );
}

/** A short badge of an id that copies the whole one. */
export function IdBadge({ id, what }: { id: string; what: string }) {
  return (
    <button type="button" className="id" onClick={() => void copyAndSay(id, 'Id copied')}>
      <b>ID</b>
      <span>{id.slice(0, 8)}…</span>
      <Icon name="copy" />
      <span className="sr">Copy {what}</span>
    </button>
  );
}

interface CodeBlockProps {
  text: string;
  label: string;
  said?: string;
  /** What to show instead, such as the text with its secret masked; `text` is still what is copied. */
  shown?: string;
}

/** A block to paste, with its button. */
export function CodeBlock({ text, label, said = 'Block copied', shown = text }: CodeBlockProps) {
  return (
    <div className="code code-clip">
      {/* biome-ignore lint/a11y/useSemanticElements: the text must stay preformatted */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} role="region" aria-label={label}>
        {paint(shown)}
      </pre>
      <div className="copy">
        <CopyTextButton text={() => text} said={said}>
          Copy
        </CopyTextButton>
      </div>
    </div>
  );
}

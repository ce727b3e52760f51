import { CodeBlock } from '../../ui/copy.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { FixButton } from './fix-button.tsx';
import type { Explained } from './walk-query.ts';

interface CureProps {
  explained: Explained;
  url: string;
  workspace: string;
  onFixed: () => void;
}

/** What mends a broken rung: a sentence, texts to paste, and a button where the entry itself is to be changed. */
export function Cure({ explained: { title, cure }, url, workspace, onFixed }: CureProps) {
  if (!cure) return null;
  const { text, paste = [], fix } = cure;
  const tabs = paste.map(({ where, text: block }) => ({
    title: where,
    content: <CodeBlock text={block} label={`Text to paste: ${where}`} said="Cure copied" />,
  }));
  return (
    <div className="cure stack">
      <div>
        <h4>The cure: {title}</h4>
        <p className="sm quiet">{text}</p>
      </div>
      {tabs.length > 1 && <Tabs label="Where the bucket is" tabs={tabs} />}
      {tabs.length === 1 && tabs[0]?.content}
      {fix && <FixButton url={url} workspace={workspace} fix={fix} onFixed={onFixed} />}
    </div>
  );
}

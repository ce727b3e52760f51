import type { Paste } from '../../../storage/explain/explained.ts';
import type { explain } from '../../../storage/explain.ts';
import { UnlockButton } from '../../media/unlock-button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { FixButton } from './fix-button.tsx';

export type Explained = ReturnType<typeof explain>;

export interface CureProps {
  cure: NonNullable<Explained['cure']>;
  /** The code of the broken rung. */
  code: string;
  /** The kind of store, where it is known. */
  kind: string | undefined;
  workspace: string;
  /** Id of the entry that serves the address, or is nearest to it. */
  entry: string | undefined;
  onFixed: () => void;
}

function Block({ where, text }: Paste) {
  return (
    <div className="stack">
      <p className="xs quiet">{where}</p>
      <CodeBlock text={text} label={`Text to paste: ${where}`} said="Cure copied" />
    </div>
  );
}

/** The first words of where a text goes, short enough for a tab. */
export const tabTitle = (where: string) =>
  where
    .split(/[:;,(]/, 1)[0]
    ?.trim()
    .replace(/^Or /, '') ?? where;

/** Texts to paste: S3's are for different stores, so one of them is chosen; others follow each other. */
function Pastes({ paste, kind }: { paste: Paste[]; kind: string | undefined }) {
  if (kind !== 's3' || paste.length < 2) return paste.map((one) => <Block key={one.where} {...one} />);
  const tabs = paste.map((one) => ({ title: tabTitle(one.where), content: <Block {...one} /> }));
  return <Tabs label="Where the bucket is" tabs={tabs} />;
}

/** What mends a broken rung: a sentence, texts to paste, and a button where this page can do it. */
export function Cure({ cure, code, kind, workspace, entry, onFixed }: CureProps) {
  const { text, paste = [], fix } = cure;
  return (
    <div className="cure stack">
      <div>
        <h4>The cure</h4>
        <p className="sm quiet">{text}</p>
      </div>
      <Pastes paste={paste} kind={kind} />
      {fix && entry && <FixButton workspace={workspace} entry={entry} fix={fix} onFixed={onFixed} />}
      {code === 'locked' && <UnlockButton workspace={workspace} onUnlocked={onFixed} />}
    </div>
  );
}

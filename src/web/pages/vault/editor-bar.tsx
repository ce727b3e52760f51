import { useDeferredValue, useMemo } from 'react';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { counted } from '../workspace/names.ts';
import { changedLines } from './changed-lines.ts';
import type { Draft } from './draft.ts';
import { FileButton } from './file-button.tsx';
import { FindingCounts } from './finding-list.tsx';
import { FORMAT_OPTIONS } from './formats.ts';
import { isMasked } from './reveal.ts';
import type { Finding, Format } from './vault-queries.ts';

interface EditorBarProps {
  draft: Draft;
  /** Undefined until the first check is done. */
  findings: Finding[] | undefined;
  onFormat: (format: Format) => void;
  onImport: (files: File[]) => void;
  onReveal: () => void;
  onSecretKeys: () => void;
  onDownload: () => void;
}

/** Above the editor: the format, what the check says, and what can be done with the text. */
export function EditorBar(props: EditorBarProps) {
  const { draft, findings, onFormat, onImport, onReveal, onSecretKeys, onDownload } = props;
  const text = useDeferredValue(draft.text);
  const { changed } = useMemo(() => changedLines(draft.base.text, text), [draft.base.text, text]);
  return (
    <>
      <div className="pane-bar">
        <Segmented legend="Format" options={FORMAT_OPTIONS} value={draft.format} onChange={onFormat} />
        {findings && <FindingCounts findings={findings} />}
        <div className="end">
          <span className="xs faint nowrap">{changed > 0 && `${counted(changed, 'line')} changed`}</span>
        </div>
      </div>
      <div className="pane-bar">
        <FileButton
          icon="upload"
          label="Configuration file"
          accept=".conf,.hocon,.json,.yaml,.yml,text/*"
          onFiles={onImport}
        >
          Import
        </FileButton>
        <Button size="sm" icon="save" onClick={onDownload}>
          Download
        </Button>
        {!draft.revealed && isMasked(text) && (
          <Button size="sm" icon="eye" onClick={onReveal}>
            Reveal
          </Button>
        )}
        <Button size="sm" icon="lock" onClick={onSecretKeys}>
          Mark secret keys
        </Button>
      </div>
    </>
  );
}

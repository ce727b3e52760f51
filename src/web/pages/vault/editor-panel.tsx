import { Suspense, useCallback, useState } from 'react';
import type { Finding as ClientFinding } from '../../../clearml-conf/finding.ts';
import { Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { applyFixes } from './apply-fixes.ts';
import { type Draft, isChanged } from './draft.ts';
import { useFileDrop } from './drop-file.ts';
import { EditorBar } from './editor-bar.tsx';
import type { EditorTask } from './editor-dialogs.tsx';
import { EditorFoot } from './editor-foot.tsx';
import { FORMAT_NAMES } from './formats.ts';
import { importFile } from './import-file.ts';
import { ReadingPane, TextEditor } from './lazy-editor.ts';
import type { Finding } from './vault-queries.ts';

interface EditorPanelProps {
  draft: Draft;
  enabled: boolean;
  /** False when the saved text does not parse and is masked whole. */
  parsed: boolean;
  /** Undefined until the first check is done; fresh when they are about the text of this moment. */
  findings: { all: Finding[]; fresh: boolean } | undefined;
  extraFindings: Finding[];
  onFindings: (findings: Finding[]) => void;
  onDraft: (draft: Draft) => void;
  onTask: (task: EditorTask) => void;
  onDownload: () => void;
  onCancel: () => void;
}

/** Takes files into the draft, or says why not. */
function useImport(draft: Draft, onDraft: (draft: Draft) => void) {
  const [refused, setRefused] = useState<string>();
  const take = async ([file]: File[]) => {
    if (!file) return;
    const imported = await importFile(file);
    if ('refused' in imported) return setRefused(imported.refused);
    setRefused(undefined);
    onDraft({ ...draft, text: imported.text, format: imported.format ?? draft.format });
  };
  return { refused, take: (files: File[]) => void take(files) };
}

/** Says what a person must know before they type into a text whose secrets are masked. */
function MaskNote({ parsed, onReveal }: { parsed: boolean; onReveal: () => void }) {
  const reveal = (
    <button type="button" className="btn-link" onClick={onReveal}>
      Reveal it
    </button>
  );
  if (parsed) return null;
  return (
    <Note tone="warn" end={reveal}>
      <strong>The saved text does not parse, so all of it is masked.</strong> Reveal it to mend it, or write
      it anew.
    </Note>
  );
}

/** Editor on the left, what clients read on the right, and what to do with both. */
export function EditorPanel(props: EditorPanelProps) {
  const {
    draft,
    enabled,
    parsed,
    findings,
    extraFindings,
    onFindings,
    onDraft,
    onTask,
    onDownload,
    onCancel,
  } = props;
  const [client, setClient] = useState<'sdk' | 'agent'>('sdk');
  const imports = useImport(draft, onDraft);
  const drop = useFileDrop(imports.take);
  const onText = useCallback((text: string) => onDraft({ ...draft, text }), [draft, onDraft]);
  const changed = isChanged(draft);
  const save = () => changed && onTask('save');
  return (
    <section className="panel" aria-label="Editor">
      <div className="split">
        <div className={drop.over ? 'drop-over' : undefined} {...drop.props}>
          <EditorBar
            draft={draft}
            findings={findings?.all}
            onFormat={(to) =>
              draft.text.trim() === '' ? onDraft({ ...draft, format: to }) : onTask({ format: to })
            }
            onImport={imports.take}
            onReveal={() => onTask('reveal')}
            onSecretKeys={() => onTask('secret-keys')}
            onDownload={onDownload}
          />
          {imports.refused && <Note tone="bad">{imports.refused}</Note>}
          {!draft.revealed && draft.base.version > 0 && (
            <MaskNote parsed={parsed} onReveal={() => onTask('reveal')} />
          )}
          <Suspense fallback={<Skeleton what="the editor" rows={6} />}>
            <TextEditor
              label={`Vault text in ${FORMAT_NAMES[draft.format]}`}
              text={draft.text}
              format={draft.format}
              extraFindings={extraFindings as ClientFinding[]}
              autoFocus
              onText={onText}
              onFindings={onFindings}
              onSave={save}
              onCancel={onCancel}
            />
          </Suspense>
        </div>
        <div>
          <Suspense fallback={<Skeleton what="what clients read" rows={6} />}>
            <ReadingPane text={draft.text} format={draft.format} client={client} onClient={setClient} />
          </Suspense>
        </div>
      </div>
      <EditorFoot
        enabled={enabled}
        changed={changed}
        findings={findings?.all ?? []}
        mayFix={findings?.fresh ?? false}
        onFix={(errors) => onDraft({ ...draft, text: applyFixes(draft.text, errors) })}
        onCancel={onCancel}
        onSave={save}
      />
    </section>
  );
}

import { useCallback, useRef, useState } from 'react';
import { download } from './download.ts';
import { type Draft, isChanged } from './draft.ts';
import { EditorDialogs, type EditorTask } from './editor-dialogs.tsx';
import { EditorPanel } from './editor-panel.tsx';
import { FORMAT_ENDINGS } from './formats.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { MergeStep } from './merge-step.tsx';
import { revealDraft } from './reveal.ts';
import { SaveDialog } from './save-dialog.tsx';
import type { Editing } from './use-editing.ts';
import { useSaving } from './use-saving.ts';
import type { Finding, VaultDetails } from './vault-queries.ts';

interface VaultEditorProps {
  workspace: string;
  /** Undefined for a personal vault that is saved for the first time. */
  details: VaultDetails | undefined;
  draft: Draft;
  editing: Editing;
}

const NONE: Finding[] = [];

/** The findings of the draft: those of the check in the page, and whether they are about the text of this moment. */
function useFindings(draft: Draft) {
  const text = useRef(draft.text);
  text.current = draft.text;
  const [checked, setChecked] = useState<{ findings: Finding[]; text: string }>();
  const onFindings = useCallback((findings: Finding[]) => setChecked({ findings, text: text.current }), []);
  return { findings: checked?.findings, fresh: checked?.text === draft.text, onFindings };
}

/** Editing one vault: the panel, its dialogs, saving, merging. */
export function VaultEditor({ workspace, details, draft, editing }: VaultEditorProps) {
  const [task, setTask] = useState<EditorTask | null>(null);
  const { findings, fresh, onFindings } = useFindings(draft);
  const vault = details?.vault;
  const { save, saving, trouble, reset } = useSaving(workspace, vault, editing.close);
  const closeTask = () => {
    setTask(null);
    reset();
  };
  const cancel = () => (isChanged(draft) ? setTask('cancel') : editing.close());
  const reveal = async () => {
    if (vault) editing.setDraft(await revealDraft(workspace, vault.id, draft));
  };
  const refused = trouble?.kind === 'findings' ? trouble.findings : NONE;
  return (
    <>
      <EditorPanel
        draft={draft}
        enabled={vault?.enabled ?? false}
        parsed={details?.parsed ?? true}
        findings={findings && { all: findings, fresh }}
        extraFindings={refused}
        onFindings={onFindings}
        onDraft={editing.setDraft}
        onTask={setTask}
        onDownload={() => download(`vault.${FORMAT_ENDINGS[draft.format]}`, draft.text)}
        onCancel={cancel}
      />
      {task && task !== 'save' && (
        <EditorDialogs
          task={task}
          draft={draft}
          personal={vault?.scope !== 'group'}
          reveal={reveal}
          onDraft={editing.setDraft}
          onTask={setTask}
          onDiscard={editing.close}
          onClose={closeTask}
        />
      )}
      {task === 'save' && trouble?.kind !== 'conflict' && (
        <SaveDialog
          draft={draft}
          enabled={vault?.enabled ?? false}
          findings={findings ?? NONE}
          trouble={trouble}
          saving={saving}
          onSave={save}
          onClose={closeTask}
        />
      )}
      {task === 'save' && trouble?.kind === 'conflict' && (
        <MergeStep
          workspace={workspace}
          vault={vault?.id}
          draft={draft}
          newest={trouble.newest}
          onMerged={(merged) => {
            editing.setDraft(merged);
            reset();
          }}
          onClose={closeTask}
        />
      )}
      {editing.leaving && (
        <LeaveDialog draft={draft} onStay={editing.leaving.stay} onDiscard={editing.leaving.discard} />
      )}
    </>
  );
}

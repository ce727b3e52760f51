import { Suspense, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { counted } from '../workspace/names.ts';
import { changedLines } from './changed-lines.ts';
import type { Draft } from './draft.ts';
import { FindingList, gravest } from './finding-list.tsx';
import { CompareView } from './lazy-editor.ts';
import type { Trouble } from './save-trouble.ts';
import type { SaveWish } from './use-saving.ts';
import type { Finding } from './vault-queries.ts';

interface SaveDialogProps {
  draft: Draft;
  /** True while the vault is on, so that what is saved counts at once. */
  enabled: boolean;
  /** Of the check in the page; the server's count more once it has spoken. */
  findings: Finding[];
  trouble: Trouble | undefined;
  saving: boolean;
  onSave: (wish: SaveWish) => void;
  onClose: () => void;
}

/** What is in the way of a save while the vault is on. */
function obstacles({ enabled, findings, trouble }: SaveDialogProps) {
  if (!enabled) return { errors: [], warnings: [] };
  return gravest(trouble?.kind === 'findings' ? trouble.findings : findings);
}

function Obstacles({ errors, warnings }: { errors: Finding[]; warnings: Finding[] }) {
  if (errors.length > 0) {
    const lines = [...new Set(errors.map(({ line }) => line))].slice(0, 3).join(', ');
    return (
      <div className="stack">
        <Note tone="bad">
          <strong>A vault that is on cannot be saved with errors.</strong> Fix line {lines}, or switch it off
          and save: then nothing of it is served.
        </Note>
        <FindingList findings={errors} />
      </div>
    );
  }
  if (warnings.length === 0) return null;
  return (
    <div className="stack">
      <Note tone="warn">
        <strong>Clients read it, but perhaps not as you mean it.</strong> The vault is on: what you save
        counts from the next start of a client.
      </Note>
      <FindingList findings={warnings} />
    </div>
  );
}

/** The difference to the saved version, a note, and whatever has to be decided before it is saved. */
export function SaveDialog(props: SaveDialogProps) {
  const { draft, enabled, trouble, saving, onSave, onClose } = props;
  const [note, setNote] = useState('');
  const { base, text, format } = draft;
  const { added, cut } = changedLines(base.text, text);
  const { errors, warnings } = obstacles(props);
  const blocked = errors.length > 0;
  const save = () => !saving && !blocked && onSave({ draft, note, acceptWarnings: warnings.length > 0 });
  return (
    <Dialog
      title={base.version === 0 ? 'Save this vault' : `Save as version ${base.version + 1}`}
      about={`${counted(added, 'line')} added, ${counted(cut, 'line')} cut${enabled ? '.' : '. The vault is off: nothing of it is served.'}`}
      wide
      dismissBeside={false}
      onClose={onClose}
      onSubmit={save}
      foot={
        <>
          <Button onClick={onClose}>Keep editing</Button>
          {blocked && (
            <Button busy={saving && 'Saving…'} onClick={() => onSave({ draft, note, enabled: false })}>
              Switch off and save
            </Button>
          )}
          <Button type="submit" look="primary" disabled={blocked} busy={saving && 'Saving…'}>
            {warnings.length > 0 ? `Save with ${counted(warnings.length, 'warning')}` : 'Save'}
          </Button>
        </>
      }
    >
      <Obstacles errors={errors} warnings={warnings} />
      {trouble?.kind === 'other' && <ErrorNote error={trouble.error} onRetry={save} />}
      <Field
        label="Note (optional)"
        maxLength={500}
        autoComplete="off"
        placeholder="What changes, and why"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Suspense fallback={<Skeleton what="the difference" />}>
        <CompareView label="What changes" before={base.text} after={text} format={format} />
      </Suspense>
    </Dialog>
  );
}

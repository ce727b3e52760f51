import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Entry, isOwn } from '../../../storage/choose-entry.ts';
import { useKeys } from '../../../storage/page-keys.ts';
import { shownError } from '../../../storage/shown-error.ts';
import { refreshEntries, type StorageEntries } from '../../../storage/storage-queries.ts';
import { isWrongPassphrase } from '../../../storage/unlock-dialog.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Note } from '../../../ui/note.tsx';
import { type CustodyChoice, CustodyField } from './custody-field.tsx';
import { CUSTODIES, type Custody, custodyOf, nameOf } from './entry-words.ts';
import { SecretFields } from './keys-fields.tsx';
import { PassphraseStep, usePassphraseStep } from './passphrase-step.tsx';
import { saveEntry } from './save-entry.ts';
import { useKeysForm } from './use-keys-form.ts';

/** What a move changes, for whom. */
function Consequence({ from, to, workspace }: { from: Custody; to: Custody; workspace: string }) {
  if (to === 'workspace') {
    return (
      <Note>
        <strong>Every member of {workspace} then sees what lies there.</strong> The server keeps the key
        encrypted and shows it to nobody, not even to you; your own entry is deleted.
      </Note>
    );
  }
  if (from === 'workspace') {
    return (
      <Note tone="warn">
        <strong>The other members of {workspace} no longer see what lies there.</strong> Nobody can read the
        key out of the workspace, so type it once more.
      </Note>
    );
  }
  return to === 'browser' ? (
    <Note>
      <strong>Your other browsers lose it.</strong> It stays in this one until you clear its data.
    </Note>
  ) : (
    <Note>
      <strong>It follows you into every browser,</strong> where your passphrase opens it.
    </Note>
  );
}

interface MoveDialogProps {
  entry: Entry;
  entries: StorageEntries;
  choices: CustodyChoice[];
  workspace: { id: string; name: string };
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Moves an entry to another custody; says what that changes, and takes the secret from where it is. */
export function MoveDialog({ entry, entries, choices, workspace, onClose, onSaved }: MoveDialogProps) {
  const from = custodyOf(entry);
  const targets = choices.filter(({ custody }) => custody !== from);
  const [to, setTo] = useState(targets.find(({ barred }) => barred === undefined)?.custody);
  const { browser } = useKeys();
  const isHere =
    isOwn(entry) && (entry.custody === 'account' ? entry.sealed !== null : entry.browser?.id === browser);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (wanted: Parameters<typeof saveEntry>[0]) => {
      await step.open();
      const id = await saveEntry(wanted);
      await refreshEntries();
      return id;
    },
    onSuccess: (id) => {
      onClose();
      onSaved(id);
    },
  });
  const keys = useKeysForm(entry, to ?? from, error);
  const step = usePassphraseStep(entries.lock, to === 'account' || (from === 'account' && isHere));
  const wrong = isWrongPassphrase(error);
  return (
    <FormDialog
      title={`Move ${nameOf(entry)}`}
      about={`Its secret is in: ${CUSTODIES[from]}. Where should it be?`}
      submit="Move"
      busy={isPending && 'Moving…'}
      error={wrong ? null : shownError(error)}
      fields={['secret']}
      onClose={onClose}
      onSubmit={() => {
        const isReady = step.check();
        const filled = keys.fill({ secretNeeded: !isHere });
        if (!to || !filled || !isReady) return;
        mutate({ ...filled, place: entry, custody: to, entry, workspace: workspace.id });
      }}
    >
      <CustodyField choices={targets} value={to ?? from} onChange={setTo} />
      {to && <Consequence from={from} to={to} workspace={workspace.name} />}
      {!isHere && (
        <SecretFields
          form={keys.form}
          errors={keys.errors}
          isKept={false}
          onField={(field, value) => keys.change({ [field]: value })}
        />
      )}
      <PassphraseStep step={step} wrong={wrong} />
    </FormDialog>
  );
}

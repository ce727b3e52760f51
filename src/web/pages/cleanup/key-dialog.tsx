import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Owner, type Settings, saveSettings, settingsQuery } from './cleanup-queries.ts';
import { KeyFields, shownFields } from './key-fields.tsx';
import { draftOf, type Row, withDraft } from './settings-rows.ts';

const PROVIDERS = [
  { value: 'aws', name: 'S3' },
  { value: 'google', name: 'Google Cloud' },
  { value: 'azure', name: 'Azure' },
] as const;

interface KeyDialogProps {
  owner: Owner;
  settings: Settings;
  /** The credentials to change; none for new ones. */
  row: Row | undefined;
  onClose: () => void;
}

/** Adds credentials, or changes some; stored secrets never come here. */
export function KeyDialog({ owner, settings, row, onClose }: KeyDialogProps) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(settings, row));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => saveSettings(owner, withDraft(settings, draft, row)),
    onSuccess: async () => {
      await client.invalidateQueries(settingsQuery(owner));
      onClose();
      toast(row ? 'Credentials changed' : 'Credentials added');
    },
  });
  return (
    <FormDialog
      title={row ? 'Change credentials' : 'Add credentials'}
      about={
        row
          ? 'Secrets left empty stay as they are. Whoever changes bucket or host types them again.'
          : 'They must allow deleting. The server keeps them encrypted and shows them to nobody.'
      }
      submit={row ? 'Save' : 'Add'}
      busy={isPending && 'Saving…'}
      error={error}
      fields={shownFields(error)}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      {!row && (
        <Segmented
          legend="Kind of store"
          options={PROVIDERS}
          value={draft.provider}
          onChange={(provider) => setDraft({ ...draftOf(settings, undefined), provider })}
        />
      )}
      <KeyFields draft={draft} stored={row !== undefined} error={error} onChange={setDraft} />
    </FormDialog>
  );
}

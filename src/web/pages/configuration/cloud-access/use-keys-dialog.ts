import { useMutation } from '@tanstack/react-query';
import type { Place } from '../../../../storage/place.ts';
import { type Entry, isOwn } from '../../../storage/choose-entry.ts';
import { askKeys } from '../../../storage/page-keys.ts';
import { refreshEntries, type StorageEntries } from '../../../storage/storage-queries.ts';
import type { SecretFrom } from '../../../storage/worker-protocol.ts';
import { type Custody, custodyOf } from './entry-words.ts';
import { isBlank, type KeysForm, placeOfForm } from './keys-form.ts';
import { usePassphraseStep } from './passphrase-step.tsx';
import { isSealedAlike, saveEntry, type WantedEntry } from './save-entry.ts';
import { type Filled, useKeysForm } from './use-keys-form.ts';

/** Whether saving seals a secret under the passphrase: not when only region or style of an entry change. */
function seals(form: KeysForm, entry: Entry | undefined): boolean {
  if (form.custody !== 'account') return false;
  if (!entry || !isBlank(form)) return true;
  const read = placeOfForm(form);
  return !('place' in read) || !isSealedAlike(read.place, entry);
}

interface Given {
  entry: Entry | undefined;
  entries: StorageEntries;
  custody: Custody;
  workspace: string;
  onSaved: (id: string) => void;
}

/** What the dialog of one entry does: fill in, test, save. */
export function useKeysDialog({ entry, entries, custody, workspace, onSaved }: Given) {
  const save = useMutation({
    mutationFn: async (wanted: WantedEntry) => {
      await step.open();
      const id = await saveEntry(wanted);
      await refreshEntries();
      return id;
    },
    onSuccess: onSaved,
  });
  const keys = useKeysForm(entry, custody, save.error);
  const { form, fill } = keys;
  const step = usePassphraseStep(entries.lock, seals(form, entry));
  const trial = useMutation({
    mutationFn: async (tried: { from: SecretFrom; place: Place }) => {
      if ('of' in tried.from) await step.open();
      return askKeys('test', tried);
    },
    onSuccess: ({ found }) => found && keys.correct(found),
  });

  /** An own entry's secret can be used again; the workspace's stays at the server, for the same store. */
  const hasSecret =
    entry !== undefined && (!isOwn(entry) || entry.custody === 'browser' || entry.sealed !== null);
  const filled = (): Filled | undefined => fill({ secretNeeded: !hasSecret });

  return {
    ...keys,
    step,
    save,
    trial,
    hasSecret,
    change: (fields: Partial<KeysForm>) => {
      if (!trial.isPending) trial.reset();
      keys.change(fields);
    },
    /** Takes over what a cure corrects, for another test. */
    fix: (fix: Partial<Place>) => {
      trial.reset();
      keys.correct(fix);
    },
    submit: () => {
      const isReady = step.check();
      const content = filled();
      if (!content || !isReady || save.isPending) return;
      save.mutate({ ...content, custody: form.custody, entry, workspace });
    },
    test: () => {
      const content = filled();
      if (!content || trial.isPending) return;
      const { place, secret } = content;
      if (secret) trial.mutate({ from: { typed: secret }, place });
      else if (entry && isOwn(entry) && step.check()) trial.mutate({ from: { of: entry }, place });
    },
  };
}

/** The custody that a new entry begins with: the one that follows the person, where it can be chosen. */
export function firstCustody(choices: readonly { custody: Custody; barred?: string | undefined }[]): Custody {
  const open = choices.filter(({ barred }) => barred === undefined).map((choice) => choice.custody);
  return open.includes('account') ? 'account' : (open[0] ?? 'workspace');
}

/** The custody of an entry that is changed, or what a new one begins with. */
export const custodyAtFirst = (
  entry: Entry | undefined,
  choices: Parameters<typeof firstCustody>[0],
): Custody => (entry ? custodyOf(entry) : firstCustody(choices));

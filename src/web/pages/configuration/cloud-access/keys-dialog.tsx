import { lazy, Suspense } from 'react';
import type { Place } from '../../../../storage/place.ts';
import type { Entry } from '../../../storage/choose-entry.ts';
import { hasWebCrypto } from '../../../storage/page-keys.ts';
import { shownError } from '../../../storage/shown-error.ts';
import type { StorageEntries } from '../../../storage/storage-queries.ts';
import { isWrongPassphrase } from '../../../storage/unlock-dialog.tsx';
import type { Tested } from '../../../storage/worker-protocol.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IntoView } from '../../../ui/into-view.tsx';
import { ErrorNote, Note } from '../../../ui/note.tsx';
import { type CustodyChoice, CustodyField } from './custody-field.tsx';
import { isMixedContent, nameOf } from './entry-words.ts';
import { PlaceFields, SecretFields } from './keys-fields.tsx';
import { type KeysForm, placeOfForm } from './keys-form.ts';
import { PassphraseStep } from './passphrase-step.tsx';
import { PasteField } from './paste-field.tsx';
import { brokenRung } from './test-entry.ts';
import { custodyAtFirst, useKeysDialog } from './use-keys-dialog.ts';
import { isFieldError } from './use-keys-form.ts';

const TestLadder = lazy(async () => ({ default: (await import('./test-ladder.tsx')).TestLadder }));

/** What the test before adding found: the newest object, or the rung that broke. */
function Trial({
  tested,
  workspace,
  onFix,
}: {
  tested: Tested;
  workspace: string;
  onFix: (fix: Partial<Place>) => void;
}) {
  const { rungs, newest, found } = tested;
  const broken = brokenRung(rungs);
  if (broken) {
    return (
      <Suspense>
        <IntoView>
          <TestLadder rungs={[broken.rung]} who="browser" workspace={workspace} onFix={onFix} />
        </IntoView>
      </Suspense>
    );
  }
  return (
    <IntoView>
      <Note tone="ok">
        <strong>The keys work.</strong>{' '}
        {newest ? (
          <>
            Newest object: <code className="breakable">{newest.key}</code>.
          </>
        ) : (
          'There is no object in it yet.'
        )}
        {found?.region && ` Its region is ${found.region}.`}
      </Note>
    </IntoView>
  );
}

/** What cannot be helped about a SAS that the browser itself puts into links. */
function SasNote({ form }: { form: KeysForm }) {
  const isSas = form.kind === 'azure' && form.secret.includes('sig=');
  if (!isSas || form.custody === 'workspace') return null;
  return (
    <Note>
      <strong>A SAS is part of every link that this page makes.</strong> Give it Read and List only, or keep
      it in the workspace, where it stays on the server.
    </Note>
  );
}

function MixedNote({ place }: { place: Place | undefined }) {
  if (!place || !isMixedContent(place, window.location.protocol)) return null;
  return (
    <Note tone="warn">
      <strong>This page came by https, the store speaks http.</strong> Browsers refuse such pictures. Give the
      store a certificate and write its host with https.
    </Note>
  );
}

interface FootProps extends Pick<KeysDialogProps, 'entry' | 'onClose'> {
  dialog: ReturnType<typeof useKeysDialog>;
  canChoose: boolean;
}

/** Cancel, test, save; what cannot be tested here says who will. */
function Foot({ dialog: { form, trial, save, test }, entry, canChoose, onClose }: FootProps) {
  const byServer = form.custody === 'workspace';
  return (
    <>
      <span className="start">
        {byServer ? 'The server tests it once it is saved.' : 'Test lists one object; it writes nothing.'}
      </span>
      <Button onClick={onClose}>Cancel</Button>
      <Button busy={trial.isPending && 'Testing…'} disabled={byServer || !hasWebCrypto()} onClick={test}>
        Test
      </Button>
      <Button type="submit" look="primary" disabled={!canChoose} busy={save.isPending && 'Saving…'}>
        {entry ? 'Save' : 'Add'}
      </Button>
    </>
  );
}

interface KeysDialogProps {
  /** The entry that is changed; left out to add one. */
  entry?: Entry | undefined;
  entries: StorageEntries;
  choices: CustodyChoice[];
  workspace: string;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Adds or changes access keys: paste or type, choose who holds the secret, test, save. */
export function KeysDialog({ entry, entries, choices, workspace, onClose, onSaved }: KeysDialogProps) {
  const custody = custodyAtFirst(entry, choices);
  const dialog = useKeysDialog({ entry, entries, custody, workspace, onSaved });
  const { form, errors, change, save, trial, step } = dialog;
  const read = placeOfForm(form);
  const canChoose = entry !== undefined || choices.some(({ barred }) => barred === undefined);
  const wrong = isWrongPassphrase(save.error) || isWrongPassphrase(trial.error);
  const error = save.error ?? trial.error;
  const fieldProps = {
    form,
    errors,
    onField: (field: string, value: string) => change({ [field]: value }),
  };
  return (
    <Dialog
      title={entry ? `Edit ${nameOf(entry)}` : 'Add access keys'}
      about={entry ? undefined : 'Paste what you have; the fields fill themselves.'}
      dismissBeside={false}
      onClose={onClose}
      onSubmit={dialog.submit}
      foot={<Foot dialog={dialog} entry={entry} canChoose={canChoose} onClose={onClose} />}
    >
      {!entry && <PasteField onRead={change} />}
      <PlaceFields {...fieldProps} onKind={(kind) => change({ kind })} />
      <SecretFields {...fieldProps} isKept={dialog.hasSecret} />
      {trial.data && <Trial tested={trial.data} workspace={workspace} onFix={dialog.fix} />}
      {!entry && (
        <CustodyField
          choices={choices}
          value={form.custody}
          onChange={(chosen) => change({ custody: chosen })}
        />
      )}
      {!canChoose && (
        <Note tone="warn">
          <strong>None of these can be chosen here.</strong> Open Atrium by https, or ask an owner or
          administrator to add the keys to the workspace.
        </Note>
      )}
      <PassphraseStep step={step} wrong={wrong} />
      <SasNote form={form} />
      <MixedNote place={'place' in read ? read.place : undefined} />
      {error !== null && !wrong && !isFieldError(error) && (
        <IntoView key={String(error)}>
          <ErrorNote error={shownError(error)} />
        </IntoView>
      )}
    </Dialog>
  );
}

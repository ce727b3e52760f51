import { useMutation } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, Note } from '../../ui/note.tsx';
import { download } from './download.ts';
import { FORMAT_ENDINGS } from './formats.ts';
import { revealVersion } from './reveal.ts';
import type { VaultDetails } from './vault-queries.ts';

interface DownloadDialogProps {
  workspace: string;
  details: VaultDetails;
  onClose: () => void;
}

/** The file's name: the vault's, in signs every system takes. */
export const fileNameOf = ({ name, format }: VaultDetails['vault']): string =>
  `${name.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || 'vault'}.${FORMAT_ENDINGS[format]}`;

/** Saves the text as a file, masked or with its secrets. */
export function DownloadDialog({ workspace, details: { vault, text }, onClose }: DownloadDialogProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () =>
      download(fileNameOf(vault), await revealVersion(workspace, vault.id, vault.version)),
    onSuccess: onClose,
  });
  const masked = () => {
    download(fileNameOf(vault), text);
    onClose();
  };
  return (
    <Dialog
      title="Download this vault"
      about={`Version ${vault.version}, as a file.`}
      onClose={onClose}
      foot={
        <>
          {vault.may_edit && (
            <Button busy={isPending && 'Revealing…'} onClick={() => mutate()}>
              With secrets
            </Button>
          )}
          <Button look="primary" data-first onClick={masked}>
            Secrets masked
          </Button>
        </>
      }
    >
      <Note icon="scroll">
        A file with secrets can be read by whoever gets it, and the audit log notes that you took one. A
        masked one can be imported here again: what stays masked keeps its value.
      </Note>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

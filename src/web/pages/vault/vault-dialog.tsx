import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, generalError, refusedField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Audience, AudienceField } from './audience-field.tsx';
import { refreshVaults, type Vault } from './vault-queries.ts';

interface VaultDialogProps {
  workspace: string;
  /** Left out: a new one. */
  vault: Vault | undefined;
  onCreated: (vault: string) => void;
  onClose: () => void;
}

interface Around extends Audience {
  name: string;
  description: string;
}

/** A new vault, empty and off. */
async function makeVault(workspace: string, { name, description }: Around): Promise<string> {
  const made = { scope: 'group', name, description, text: '', format: 'hocon', base: 0 } as const;
  return (await call('vaults.save', made, { workspace })).vault;
}

/** Saves what stands around a vault's text. */
async function saveAround(workspace: string, vault: string, around: Around): Promise<void> {
  const { name, description, forAll, members } = around;
  const changes = { name, description, for_all: forAll, ...(!forAll && { members }) };
  await call('vaults.update', { vault, ...changes }, { workspace });
}

/** Makes a workspace vault, or changes its name, description and members. */
export function VaultDialog({ workspace, vault, onCreated, onClose }: VaultDialogProps) {
  const client = useQueryClient();
  const [around, setAround] = useState<Around>({
    name: vault?.name ?? '',
    description: vault?.description ?? '',
    forAll: vault?.for_all ?? true,
    members: vault?.members?.map(({ id }) => id) ?? [],
  });
  // kept, so that a second try does not make a second vault
  const made = useRef(vault?.id);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      made.current ??= await makeVault(workspace, around);
      await saveAround(workspace, made.current, around);
      return made.current;
    },
    onSuccess: async (id) => {
      await refreshVaults(client, workspace);
      onClose();
      if (vault) toast('Saved');
      else onCreated(id);
    },
    onError: () => refreshVaults(client, workspace),
  });
  const general = generalError(error, ['name', 'description']);
  return (
    <Dialog
      title={vault ? `Change “${vault.name}”` : 'Create workspace vault'}
      about={vault ? 'Its text stays as it is.' : 'It begins empty and off. You write its text next.'}
      onClose={onClose}
      onSubmit={() => !isPending && mutate()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            disabled={around.name.trim() === ''}
            busy={isPending && (vault ? 'Saving…' : 'Creating…')}
          >
            {vault ? 'Save' : 'Create'}
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        maxLength={100}
        autoComplete="off"
        value={around.name}
        error={refusedField(error, 'name')}
        onChange={(event) => setAround({ ...around, name: event.target.value })}
      />
      <Field
        label="Description (optional)"
        maxLength={1000}
        autoComplete="off"
        value={around.description}
        error={refusedField(error, 'description')}
        onChange={(event) => setAround({ ...around, description: event.target.value })}
      />
      <AudienceField
        workspace={workspace}
        audience={around}
        onAudience={(audience) => setAround({ ...around, ...audience })}
      />
      {general !== null && general !== undefined && <ErrorNote error={general} />}
    </Dialog>
  );
}

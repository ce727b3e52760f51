import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { toast } from '../../ui/toast.tsx';
import type { Draft } from './draft.ts';
import { troubleOf } from './save-trouble.ts';
import { refreshVaults, type Vault } from './vault-queries.ts';

export interface SaveWish {
  draft: Draft;
  note: string;
  /** Left out: on or off as it is. */
  enabled?: boolean;
  acceptWarnings?: boolean;
}

/** Saves a draft on top of the version it began from; the draft stays until the server has it. */
export function useSaving(workspace: string, vault: Vault | undefined, onSaved: () => void) {
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ draft, note, enabled, acceptWarnings = false }: SaveWish) =>
      call(
        'vaults.save',
        {
          vault: vault?.id ?? null,
          text: draft.text,
          format: draft.format,
          base: draft.base.version,
          // Only what was changed here: somebody else may have marked others meanwhile.
          ...(draft.secretKeys !== draft.savedSecretKeys && { secret_keys: draft.secretKeys }),
          accept_warnings: acceptWarnings,
          note: note.trim(),
          ...(enabled !== undefined && { enabled }),
        },
        { workspace },
      ),
    onSuccess: async ({ version }) => {
      await refreshVaults(client, workspace);
      onSaved();
      toast(`Version ${version} saved`);
    },
  });
  return { save: mutate, saving: isPending, trouble: error ? troubleOf(error) : undefined, reset };
}

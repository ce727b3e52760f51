import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '../../api.ts';
import { errorText } from '../../ui/note.tsx';
import { toast } from '../../ui/toast.tsx';
import { troubleOf } from './save-trouble.ts';
import { SwitchDialog } from './switch-dialog.tsx';
import { refreshVaults, type Vault } from './vault-queries.ts';

interface VaultSwitchProps {
  workspace: string;
  vault: Vault;
  /** What screen readers call it. */
  label: string;
  /** Opens the editor where the findings can be mended. */
  onFix: () => void;
}

/** Turns a vault on or off at once; refused findings are listed, warnings can be confirmed. */
export function VaultSwitch({ workspace, vault, label, onFix }: VaultSwitchProps) {
  const id = useId();
  const client = useQueryClient();
  const { mutate, isPending, error, reset, variables } = useMutation({
    mutationFn: (wanted: { enabled: boolean; accept_warnings?: boolean }) =>
      call('vaults.set_enabled', { vault: vault.id, ...wanted }, { workspace }),
    onSuccess: async (_answer, { enabled }) => {
      await refreshVaults(client, workspace);
      toast(enabled ? `${label} is on: the next start of a client gets it` : `${label} is off`);
    },
  });
  const on = isPending ? variables.enabled : vault.enabled;
  const trouble = error ? troubleOf(error) : undefined;
  return (
    <>
      <input
        className="switch"
        type="checkbox"
        role="switch"
        aria-label={`${label} on`}
        aria-describedby={trouble?.kind === 'other' ? id : undefined}
        checked={on}
        aria-checked={on}
        disabled={!vault.may_edit}
        onChange={(event) => !isPending && mutate({ enabled: event.target.checked })}
      />
      {trouble && trouble.kind !== 'findings' && (
        <span className="sm bad" role="alert" id={id}>
          {Object.values(errorText(error)).join(' ')}
        </span>
      )}
      {trouble?.kind === 'findings' && (
        <SwitchDialog
          findings={trouble.findings}
          confirm={trouble.confirm}
          busy={isPending}
          onClose={reset}
          onFix={() => {
            reset();
            onFix();
          }}
          onAnyway={() => mutate({ enabled: true, accept_warnings: true })}
        />
      )}
    </>
  );
}

/** What the switch's position means for clients, in words. */
export function SwitchSaid({ vault }: { vault: Vault }) {
  return vault.enabled ? (
    <span className="sm ok">On, version {vault.version}</span>
  ) : (
    <span className="sm quiet">Off: nothing of it is served</span>
  );
}

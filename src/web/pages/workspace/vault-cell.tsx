import '../vault/vault.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { AlsoApplied } from '../vault/also-applied.tsx';
import { MaskedText } from '../vault/masked-text.tsx';
import { rolloutQuery, type Vault, vaultQuery, vaultsQuery } from '../vault/vault-queries.ts';
import { VaultSwitch } from '../vault/vault-switch.tsx';
import { WorkspaceVaults } from '../vault/workspace-vaults.tsx';

/** When it was saved, and who has it. */
function VaultFacts({ workspace, vault }: { workspace: string; vault: Vault }) {
  const { data } = useQuery(rolloutQuery(workspace, vault.id));
  const current = data?.workers.filter(({ state }) => state === 'current').length;
  return (
    <p className="sm quiet">
      Version {vault.version}, saved <When time={vault.updated} />.{' '}
      {!vault.enabled && 'It is off: nothing of it is served. '}
      {data && data.workers.length > 0 && (
        <>
          <Link to="/w/$workspace/vault" params={{ workspace }} hash="rollout">
            {current} of {data.workers.length} workers
          </Link>{' '}
          have it.
        </>
      )}
    </p>
  );
}

/** One's own vault, read-only, with the way into its editor. */
function OwnVault({ workspace, vault }: { workspace: string; vault: Vault }) {
  const navigate = useNavigate();
  const query = useQuery(vaultQuery(workspace, vault.id));
  const edit = () =>
    void navigate({ to: '/w/$workspace/vault', params: { workspace }, search: { edit: true } });
  return (
    <section aria-label="Your configuration vault">
      <div className="sub-head">
        <Icon name="vault" />
        <h3>Configuration vault</h3>
        <VaultSwitch workspace={workspace} vault={vault} label="Configuration vault" onFix={edit} />
        <div className="end">
          <Link
            className="btn btn-sm"
            to="/w/$workspace/vault"
            params={{ workspace }}
            search={{ edit: true }}
          >
            <Icon name="pencil" />
            EDIT
          </Link>
        </div>
      </div>
      <LoadedState query={query} what="the configuration vault">
        {(details) => (
          <div className="ws-cell">
            <MaskedText workspace={workspace} details={details} onEdit={edit} peek />
            <VaultFacts workspace={workspace} vault={details.vault} />
          </div>
        )}
      </LoadedState>
    </section>
  );
}

function NoOwnVault({ workspace }: { workspace: string }) {
  return (
    <section aria-label="Your configuration vault">
      <div className="sub-head">
        <Icon name="vault" />
        <h3>Configuration vault</h3>
        <div className="end">
          <Link className="btn btn-sm" to="/w/$workspace/vault" params={{ workspace }}>
            <Icon name="plus" />
            Write one
          </Link>
        </div>
      </div>
      <div className="ws-cell">
        <p className="sm quiet">
          What you write once, every SDK and agent that uses your credentials here reads at start, over its{' '}
          <code>clearml.conf</code>: git access, buckets, environment variables.
        </p>
      </div>
    </section>
  );
}

/** The vaults of the active workspace: one's own, and what the workspace applies. */
export function VaultCell({ workspace }: { workspace: string }) {
  const query = useQuery(vaultsQuery(workspace));
  return (
    <LoadedState query={query} what="configuration vaults">
      {(listed) => (
        <div className="ws-vaults">
          {listed.personal ? (
            <OwnVault workspace={workspace} vault={listed.personal} />
          ) : (
            <NoOwnVault workspace={workspace} />
          )}
          <AlsoApplied workspace={workspace} listed={listed} look="part" />
          {listed.may_manage && <WorkspaceVaults workspace={workspace} listed={listed} />}
        </div>
      )}
    </LoadedState>
  );
}

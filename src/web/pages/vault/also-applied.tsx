import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { currentUserQuery } from '../../queries.ts';
import { Icon } from '../../ui/icon.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { appliesTo, audienceOf } from './audience.ts';
import { Section } from './section.tsx';
import type { Vault, Vaults } from './vault-queries.ts';

const COLUMNS = ['Vault', 'For', 'Keys', 'State'];

/** On or off, never by colour alone. */
export function StateBadge({ enabled }: { enabled: boolean }) {
  return enabled ? (
    <span className="badge b-ok">
      <Icon name="check" />
      On
    </span>
  ) : (
    <span className="badge">Off</span>
  );
}

/** Name and description of a vault. */
export function VaultName({ vault: { name, description } }: { vault: Vault }) {
  return (
    <span>
      <strong>{name}</strong>
      {description && <span className="sub">{description}</span>}
    </span>
  );
}

interface AlsoAppliedProps {
  workspace: string;
  listed: Vaults;
  look: 'section' | 'part';
}

/** The workspace's vaults that reach one's own processes too, in the order they are read. */
export function AlsoApplied({ workspace, listed, look }: AlsoAppliedProps) {
  const { data: user } = useQuery(currentUserQuery);
  const vaults = listed.workspace.filter((vault) => user && appliesTo(vault, user.id));
  return (
    <Section
      look={look}
      title="Also applied by your workspace"
      {...(look === 'part' && { icon: 'users' })}
      about="Read before yours, in this order; yours wins. Secrets are masked."
    >
      {vaults.length === 0 ? (
        <div className="empty">
          <strong>Nothing</strong>
          <p>
            {!listed.may_manage &&
              'An administrator of this workspace can make a vault for what every member needs.'}
            {listed.may_manage && look === 'part' && 'What you make below reaches you here too.'}
            {listed.may_manage && look === 'section' && (
              <>
                For what every member needs, make a{' '}
                <Link to="/w/$workspace/settings" params={{ workspace }}>
                  workspace vault
                </Link>
                .
              </>
            )}
          </p>
        </div>
      ) : (
        <FlowTable caption="Workspace vaults in the order they are read" columns={COLUMNS} actions="Actions">
          {vaults.map((vault) => (
            <Row key={vault.id} className={vault.enabled ? undefined : 'is-off'}>
              <Cell lead>
                <VaultName vault={vault} />
              </Cell>
              <Cell label="For">{audienceOf(vault)}</Cell>
              <Cell label="Keys">{vault.keys}</Cell>
              <Cell label="State">
                <StateBadge enabled={vault.enabled} />
              </Cell>
              <Cell act>
                <Link
                  className="btn btn-sm"
                  to="/w/$workspace/vault/$vault"
                  params={{ workspace, vault: vault.id }}
                >
                  Read<span className="sr"> {vault.name}</span>
                </Link>
              </Cell>
            </Row>
          ))}
        </FlowTable>
      )}
    </Section>
  );
}

import { useQueries, useQuery } from '@tanstack/react-query';
import type { LayerText } from '../../../../clearml-conf/layers.ts';
import { currentUserQuery } from '../../../queries.ts';
import { appliesTo } from '../audience.ts';
import type { Draft } from '../draft.ts';
import { type VaultDetails, type Vaults, vaultQuery } from '../vault-queries.ts';

interface Wanted {
  workspace: string;
  listed: Vaults;
  details: VaultDetails | undefined;
  draft: Pick<Draft, 'text' | 'format'> | undefined;
}

const asLayer = ({ vault, text }: VaultDetails): LayerText => ({
  kind: vault.scope === 'group' ? 'workspace vault' : 'personal vault',
  document: vault.scope === 'group' ? vault.name : 'your vault',
  text,
  format: vault.format,
});

/** The vaults that reach one's processes: as they count now, and with the one in question on, as it is written. */
export function useLayerTexts({ workspace, listed, details, draft }: Wanted) {
  const { data: user } = useQuery(currentUserQuery);
  const subject = details?.vault.id;
  const counting = [...listed.workspace, ...(listed.personal ? [listed.personal] : [])].filter(
    (vault) => vault.id === subject || (vault.enabled && user && appliesTo(vault, user.id)),
  );
  const queries = useQueries({ queries: counting.map(({ id }) => vaultQuery(workspace, id)) });
  const loaded = queries.flatMap(({ data }) => (data ? [data] : []));
  const failed = queries.find(({ error }) => error);
  const now = loaded.filter(({ vault }) => vault.enabled).map(asLayer);
  const then = loaded.map((one) => {
    const layer = asLayer(one);
    return one.vault.id === subject && draft ? { ...layer, text: draft.text, format: draft.format } : layer;
  });
  if (draft && !details) {
    then.push({ kind: 'personal vault', document: 'your vault', text: draft.text, format: draft.format });
  }
  return {
    data: loaded.length === counting.length ? { now, then } : undefined,
    error: failed?.error ?? null,
    refetch: () => failed?.refetch(),
  };
}

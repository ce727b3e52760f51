import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { moved, saidPlace } from './order.ts';
import { refreshVaults, type Vault } from './vault-queries.ts';

/** The order of the workspace's vaults: shown at once, saved behind, taken back when refused. */
export function useOrder(workspace: string, vaults: Vault[]) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<string[]>();
  const [said, setSaid] = useState('');
  const { mutate, error } = useMutation({
    mutationFn: (order: string[]) => call('vaults.set_order', { vaults: order }, { workspace }),
    onSuccess: () => refreshVaults(client, workspace),
    onSettled: () => setWanted(undefined),
  });
  const place = ({ id }: Vault) => wanted?.indexOf(id) ?? 0;
  const ordered = wanted ? vaults.toSorted((one, other) => place(one) - place(other)) : vaults;
  const move = (from: number, to: number) => {
    const order = moved(ordered, from, to);
    const vault = ordered[from];
    if (!vault || order.every(({ id }, i) => id === ordered[i]?.id)) return;
    const ids = order.map(({ id }) => id);
    setWanted(ids);
    setSaid(saidPlace(vault.name, ids.indexOf(vault.id) + 1, ids.length));
    mutate(ids);
  };
  return { ordered, move, said, error };
}

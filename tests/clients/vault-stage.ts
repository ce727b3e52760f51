import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../support/seeds.ts';
import { makeHome } from './sdk-process.ts';

type Key = Seeded['key'];

interface Saved {
  format?: 'hocon' | 'json' | 'yaml';
  enabled?: boolean;
  /** Name of a vault of the workspace; left out: Mira's own. */
  name?: string;
}

/** A listening server with Ada's workspace, its member Mira with her key pair, and a home folder for her clients. */
export interface VaultStage {
  app: ListeningApp;
  ada: Seeded;
  mira: Seeded;
  key: Key;
  home: string;
  /** Saves a vault and gives its id; the one of the same name or owner is changed. */
  save(text: string, saved?: Saved): Promise<string>;
  rollout(vault: string): Promise<{ summary: string; workers: Record<string, unknown>[] }>;
  /** Deletes all vaults. */
  clear(): Promise<void>;
  /** Writes ~/clearml.conf: this server, a key pair, and more. */
  configure(key: Key, more?: string): void;
  end(): Promise<void>;
}

export async function makeVaultStage(): Promise<VaultStage> {
  const app = await createListeningApp();
  const [ada, mira] = [await seedPerson(app.parts), await seedPerson(app.parts)];
  const workspace_id = ada.workspace_id;
  await seedMember(app.parts, workspace_id, mira.id, 'member');
  const key = await seedKey(app.parts, { account_id: mira.id, workspace_id });
  const { home, remove } = makeHome();
  const asOf = (person: Seeded) => ({ session: person.session, tenant: workspace_id });
  const listed = async (person: Seeded) => (await app.call('vaults.get_all', {}, asOf(person))).data;
  return {
    app,
    ada,
    mira,
    key,
    home,
    async save(text, { format = 'hocon', enabled = true, name } = {}) {
      const { personal, workspace } = await listed(name ? ada : mira);
      const present = name ? workspace.find((each: { name: string }) => each.name === name) : personal;
      const { code, message, data } = await app.call(
        'vaults.save',
        {
          ...{ text, format, enabled, accept_warnings: true, base: present?.version ?? 0 },
          ...(present ? { vault: present.id } : { scope: name ? 'group' : 'user', name }),
        },
        asOf(name ? ada : mira),
      );
      expect([code, message]).toEqual([200, 'OK']);
      return data.vault;
    },
    async rollout(vault) {
      const mine = (await listed(mira)).personal?.id === vault;
      return (await app.call('vaults.get_rollout', { vault }, asOf(mine ? mira : ada))).data;
    },
    async clear() {
      for (const person of [ada, mira]) {
        const { personal, workspace } = await listed(person);
        const all = [...(personal ? [personal] : []), ...(person === ada ? workspace : [])];
        const vaults = all.map(({ id }: { id: string }) => id);
        if (vaults.length > 0) await app.call('users.delete_vaults', { vaults }, asOf(person));
      }
    },
    configure({ access_key, secret_key }, more = '') {
      const servers = `web_server: ${app.web_url}\n api_server: ${app.api_url}\n files_server: ${app.files_url}`;
      const credentials = `credentials { access_key: "${access_key}", secret_key: "${secret_key}" }`;
      writeFileSync(join(home, 'clearml.conf'), `api {\n ${servers}\n ${credentials}\n}\n${more}\n`);
    },
    async end() {
      remove();
      await app.end();
    },
  };
}

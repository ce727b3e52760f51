import type { Config } from '../../config.ts';
import { addressOf, type ConnectionSettings } from '../../db/database.ts';
import type { ConnectionRules } from './guarded-connection.ts';

type Settings = Pick<
  Config,
  | 'host'
  | 'web_port'
  | 'api_port'
  | 'files_port'
  | 'web_url'
  | 'api_url'
  | 'files_url'
  | 'storage_private'
  | 'storage_allow_hosts'
>;

const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

function nameOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || DEFAULT_PORTS[protocol]}`;
}

/** The rules of this server's requests, by its settings. */
export function connectionRules(config: Settings, database: ConnectionSettings): ConnectionRules {
  const { host, web_port, api_port, files_port, web_url, api_url, files_url } = config;
  const doors = [web_port, api_port, files_port].map((port) => ({ host, port }));
  const base = addressOf(database);
  return {
    private_allowed: config.storage_private,
    allow_hosts: config.storage_allow_hosts,
    own: base ? [...doors, base] : doors,
    own_names: [web_url, api_url, files_url].map(nameOf),
  };
}

import { randomBytes } from 'node:crypto';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { compareVersions } from '../../http/wire-path.ts';
import { API_VERSION, ATRIUM_VERSION } from '../../version.ts';
import { getInstallationId } from '../usage/store.ts';

interface Parts extends Pick<Database, 'db'> {
  config: Pick<Config, 'web_url' | 'api_url' | 'files_url' | 'files_aliases'>;
}

type Names = 'server.info' | 'server.addresses' | 'debug.ping';

export function systemRoutes({ db, config }: Parts): Pick<Handlers, Names> {
  return {
    async 'server.info'(_caller, _body, { version }) {
      const info = { version: ATRIUM_VERSION, build: '', commit: '' };
      if (version === '2.8')
        return { ...info, uid: await getInstallationId(db, randomBytes(16).toString('hex')) };
      return compareVersions(version, '2.12') >= 0 ? { ...info, api_version: API_VERSION } : info;
    },
    'server.addresses': async () => ({
      web_server: `${config.web_url}/`,
      api_server: config.api_url,
      files_server: config.files_url,
      former_files_servers: [`${config.web_url}/files`, ...config.files_aliases],
    }),
    'debug.ping': async (_caller, body) => ({ ...body, msg: 'pong' }),
  };
}

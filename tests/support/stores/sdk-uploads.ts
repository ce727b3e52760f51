import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome, startSdk } from '../../clients/sdk-process.ts';
import { AZURE_HOST } from './azurite.ts';
import type { GcsChecker } from './gcs-checker.ts';
import type { TestStore } from './store.ts';

/** The genuine SDK, set up for one store as a data scientist sets it up in clearml.conf. */
export interface Uploader {
  /** Uploads and gives the URLs as the SDK answers them. */
  upload(files: { url: string; bytes: Buffer }[]): Promise<string[]>;
  /** What the SDK itself downloads from a URL. */
  fetch(url: string): Promise<Buffer>;
  end(): void;
}

interface Setting {
  /** Section `sdk` of clearml.conf. */
  sdk: string;
  environment?: Record<string, string>;
  /** Where names lead, as a hosts file would say it. */
  names?: Record<string, number>;
}

/** How the SDK reaches a test store. */
function settingOf(store: TestStore, home: string): Setting {
  const { place, secret, port } = store;
  if (secret.type === 'keys') {
    const keys = `key: ${JSON.stringify(secret.key)}, secret: ${JSON.stringify(secret.secret)}`;
    const host = `host: ${JSON.stringify(place.host)}, region: ${JSON.stringify(place.region)}`;
    return { sdk: `aws.s3.credentials: [{ ${host}, ${keys}, secure: false, multipart: false }]` };
  }
  if (secret.type === 'account_key') {
    const account = `account_name: ${JSON.stringify(place.account)}, account_key: ${JSON.stringify(secret.account_key)}`;
    // The SDK reads the account out of the host's first label and speaks https only, so an emulator's address in the
    // URL is beyond it: its name leads here instead.
    return { sdk: `azure.storage.containers: [{ ${account} }]`, names: { [`${AZURE_HOST}:443`]: port } };
  }
  const file = join(home, 'service-account.json');
  writeFileSync(file, (store as GcsChecker).serviceAccountFile);
  return {
    sdk: `google.storage { project: tests, credentials_json: ${JSON.stringify(file)} }`,
    environment: { STORAGE_EMULATOR_HOST: `http://127.0.0.1:${port}` },
  };
}

/**
 * @param bin folder of the SDK's programs (tests/support/python.ts)
 * @param tls where https of the store is, and the certificate to trust, if the SDK needs it
 */
export function startUploader(
  bin: string,
  store: TestStore,
  tls?: { port: number; certificate?: string },
): Uploader {
  const { home, remove } = makeHome();
  const { sdk, environment, names = {} } = settingOf(store, home);
  writeFileSync(
    join(home, 'clearml.conf'),
    `api { web_server: "http://127.0.0.1:1", api_server: "http://127.0.0.1:1", files_server: "http://127.0.0.1:1" }\nsdk { ${sdk} }\n`,
  );
  mkdirSync(join(home, 'cache'));
  const trusted = join(home, 'trusted.pem');
  writeFileSync(trusted, tls?.certificate ?? '');
  const led = tls ? Object.fromEntries(Object.keys(names).map((name) => [name, tls.port])) : names;
  const process = startSdk(
    bin,
    home,
    { ...environment, ...(tls && { REQUESTS_CA_BUNDLE: trusted }) },
    'storage_driver.py',
  );
  const ask = async (command: Record<string, unknown>) => {
    const answer = await process.ask({ ...command, names: led });
    if (answer.error !== undefined) throw new Error(`${answer.error}\n${answer.said}`);
    return answer;
  };
  return {
    async upload(files) {
      const sent = files.map(({ url, bytes }) => ({ url, bytes: bytes.toString('base64') }));
      const { urls, said } = await ask({ do: 'upload', files: sent });
      if (urls.includes(null)) throw new Error(`the SDK did not upload: ${said}`);
      return urls;
    },
    fetch: async (url) => Buffer.from((await ask({ do: 'fetch', url })).bytes, 'base64'),
    end() {
      process.stop();
      remove();
    },
  };
}

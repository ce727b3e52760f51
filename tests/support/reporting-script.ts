import { makeHome, type SdkProcess, startSdk } from '../clients/sdk-process.ts';
import type { ListeningApp } from './listening-app.ts';
import type { Seeded } from './seeds.ts';

/** A script with the genuine SDK that reports what it is told to, with a person's keys. */
export function startReporting(
  bin: string,
  { api_url, web_url, files_url }: ListeningApp,
  { key }: Pick<Seeded, 'key'>,
): Pick<SdkProcess, 'ask'> & { end(): void } {
  const { home, remove } = makeHome();
  const environment = {
    CLEARML_API_HOST: api_url,
    CLEARML_WEB_HOST: web_url,
    CLEARML_FILES_HOST: files_url,
    CLEARML_API_ACCESS_KEY: key.access_key,
    CLEARML_API_SECRET_KEY: key.secret_key,
  };
  const { ask, stop } = startSdk(bin, home, environment, 'reporting_driver.py');
  return {
    ask,
    end: () => {
      stop();
      remove();
    },
  };
}

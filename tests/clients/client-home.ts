import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListeningApp } from '../support/listening-app.ts';
import { type Ended, type Launched, launch } from '../support/process/launch.ts';
import type { Seeded } from '../support/seeds.ts';
import { clientEnvironment, type Driver, makeHome, type SdkProcess, startSdk } from './sdk-process.ts';

/**
 * The SDK looks for the script's repository in a thread that starts git, and forks its reporting process meanwhile.
 * The fork may get hold of the pipe over which that thread waits for git to start; close() then waits minutes for
 * the thread. Looked for in Task.init itself, the repository is found before the fork.
 */
const STEADY = 'sdk.development.vcs_repo_detect_async: false';

/** Reporting from a thread: the reporting process, the SDK's default on Linux, looks for work every five seconds only. */
const FROM_A_THREAD = 'sdk.development.report_use_subprocess: false';

/** A home folder of a person who has pasted their set-up block, and a folder for their scripts outside any repository. */
export interface ClientHome {
  home: string;
  work: string;
  /** Puts a script of tests/clients/scripts in the work folder. */
  script(name: string): string;
  /** Starts a program in the work folder. */
  start(program: string, args: string[], environment?: Record<string, string>): Launched;
  /** Runs a program to its end, which must be a good one. */
  run(program: string, args: string[], environment?: Record<string, string>): Promise<Ended>;
  driver(bin: string, driver: Driver): SdkProcess;
  remove(): void;
}

/** Makes a home with ~/clearml.conf for this server and key pair; `reports` says where the SDK reports from. */
export function makeClientHome(
  app: ListeningApp,
  key: Seeded['key'],
  reports: 'from a thread' | 'from a process' = 'from a thread',
): ClientHome {
  const { home, remove } = makeHome();
  const work = join(home, 'work');
  const temporary = join(home, 'tmp');
  for (const folder of [work, temporary]) mkdirSync(folder);
  const servers = `web_server: ${app.web_url}\n api_server: ${app.api_url}\n files_server: ${app.files_url}`;
  const credentials = `credentials { access_key: "${key.access_key}", secret_key: "${key.secret_key}" }`;
  const sdk = reports === 'from a thread' ? `${STEADY}\n${FROM_A_THREAD}\n` : `${STEADY}\n`;
  writeFileSync(join(home, 'clearml.conf'), `api {\n ${servers}\n ${credentials}\n}\n${sdk}`);
  const start = (program: string, args: string[], environment = {}) =>
    launch(program, args, {
      checkout: work,
      env: clientEnvironment(home, { TMPDIR: temporary, ...environment }),
    });
  const drivers: SdkProcess[] = [];
  return {
    home,
    work,
    script(name) {
      const copy = join(work, name);
      copyFileSync(fileURLToPath(new URL(`scripts/${name}`, import.meta.url)), copy);
      return copy;
    },
    start,
    async run(program, args, environment) {
      const ended = await start(program, args, environment).ended;
      if (ended.code !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${JSON.stringify(ended)}`);
      return ended;
    },
    driver(bin, name) {
      const driver = startSdk(bin, home, {}, name);
      drivers.push(driver);
      return driver;
    },
    remove() {
      for (const driver of drivers) driver.stop();
      remove();
    },
  };
}

/** What a script printed as its result: the line `result: {…}`. */
// biome-ignore lint/suspicious/noExplicitAny: results of scripts are checked by expectations
export function resultOf({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>): any {
  const line = /^result: (.*)$/m.exec(stdout)?.[1];
  if (line === undefined) throw new Error(`the script printed no result: ${stdout}\n${stderr}`);
  return JSON.parse(line);
}

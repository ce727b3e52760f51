import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../src/server/db/embedded/connect.ts';
import type { Stage } from './stage.ts';

/** Whoever runs a process of a test: undefined is the user of the test itself. */
export type RunAs = { uid: number; gid: number } | undefined;

type Event = Record<string, unknown> & { event: string };

/** A running `child.ts`. */
export interface SmallAtrium {
  node: ChildProcess;
  events: Event[];
  /** Waits for an event of this name and gives it. */
  wait(name: string): Promise<Event>;
  /** The exit code once the process has ended. */
  ended: Promise<number | null>;
}

/** A database that came up. */
export interface Started {
  atrium: SmallAtrium;
  pid: number;
  connection: Connection;
  notes: string[];
  ms: number;
}

/** Starts a server (with an address) or a command as a process of its own. */
export function launch(stage: Stage, dataDir: string, role: string, runAs?: RunAs): SmallAtrium {
  const [name = '', address = ''] = role.split(' ');
  const node = spawn(process.execPath, [stage.child, dataDir, name, address], {
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(runAs ?? {}),
  });
  const events: Event[] = [];
  let [text, errors] = ['', ''];
  node.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n');
    text = lines.pop() ?? '';
    events.push(...lines.map((line) => JSON.parse(line) as Event));
  });
  node.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  let isOver = false;
  const ended = new Promise<number | null>((resolve) =>
    node.once('close', (code) => {
      isOver = true;
      resolve(code);
    }),
  );
  const wait = async (event: string): Promise<Event> => {
    for (const until = Date.now() + 30_000; Date.now() < until; await sleep(5)) {
      const found = events.find((each) => each.event === event);
      if (found) return found;
      if (isOver) break;
    }
    throw new Error(`no "${event}": ${JSON.stringify(events)} ${errors}`);
  };
  return { node, events, wait, ended };
}

/** Starts one and waits until its database is up. */
export async function start(stage: Stage, dataDir: string, role: string, runAs?: RunAs): Promise<Started> {
  const atrium = launch(stage, dataDir, role, runAs);
  const event = await atrium.wait('started');
  return { atrium, ...(event as unknown as Omit<Started, 'atrium'>) };
}

/** Ends one as a supervisor would. */
export async function stop({ atrium }: Started): Promise<number | null> {
  atrium.node.kill('SIGTERM');
  return atrium.ended;
}

/** Numbers of the living processes that work in a folder, as all of PostgreSQL's do in its data directory. */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || readlinkSync(`/proc/${name}/cwd`) !== folder) return [];
      return /\) Z /.test(readFileSync(`/proc/${name}/stat`, 'latin1')) ? [] : [Number(name)];
    } catch {
      return [];
    }
  });
}

/** The user an ordinary start runs as: oneself, or `nobody` where the tests run as root. */
export function ordinaryUser(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : { uid: 65534, gid: 65534 };
}

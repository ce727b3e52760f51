import type { ClientValue } from '../../clearml-conf/client/client-value.ts';
import { KEYS_THE_AGENT_KEEPS } from '../../clearml-conf/lint/lint-values.ts';
import type { ReadingJson } from './reading-json.ts';

export type Client = 'sdk' | 'agent';

/** What a client does with a part of what it reads, said behind that part's first line. */
export type ReadingNote = { client: Client; tone: 'ignored' | 'applied'; at: number; text: string };

/** Both clients act on these sections only when their own switch says so. */
const SECTIONS = { environment: 'apply_environment', files: 'apply_files' } as const;
const BY_DEFAULT: Record<Client, boolean> = { sdk: false, agent: true };

/** What the SDK and the agent ignore or act on in a reading. */
export function readingNotes(value: ClientValue, { json, places }: ReadingJson): ReadingNote[] {
  if (!(value instanceof Map)) return [];
  const notes: ReadingNote[] = [];
  const note = (path: readonly string[], client: Client, tone: ReadingNote['tone'], text: string) => {
    const place = places.get(path.join('\n'));
    if (!place) return;
    const end = json.indexOf('\n', place.from);
    notes.push({ client, tone, at: end < 0 ? json.length : end, text });
  };
  for (const key of KEYS_THE_AGENT_KEEPS) {
    note(['agent', key], 'agent', 'ignored', 'ignored: the agent keeps its own value');
  }
  for (const [section, name] of Object.entries(SECTIONS)) {
    for (const client of ['sdk', 'agent'] as const) {
      const isOn = switchOf(value, client, name);
      const key = `${client}.${name}`;
      const text = isOn ? `applied: ${key} is true` : `not applied: ${key} is false`;
      note([section], client, isOn ? 'applied' : 'ignored', text);
    }
  }
  return notes.sort((one, other) => one.at - other.at);
}

/** Whether a switch of the client is on: as written here, else its default. Text other than '' is true to Python. */
function switchOf(root: Map<string, ClientValue>, client: Client, name: string): boolean {
  const section = root.get(client);
  const value = section instanceof Map ? section.get(name) : undefined;
  return value === undefined ? BY_DEFAULT[client] : Boolean(value);
}

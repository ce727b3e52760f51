import type { Db } from '../../db/database.ts';
import { readLines, type ShownLine } from './logs-store.ts';
import type { Owner } from './owners-store.ts';

/** Lines read at once while a file is written. */
const BATCH = 2_000;

/** ClearML's own default. */
export const LINE_FORMAT = '{asctime} {worker} {level} {msg}';

/** All lines of a console from the beginning, page after page, so that memory does not grow with it. */
export async function* eachLines(db: Db, workspaceId: string, owner: Owner): AsyncGenerator<ShownLine[]> {
  let from: number | undefined;
  for (;;) {
    const lines = await readLines(db, workspaceId, owner, { size: BATCH, earlier: false, from });
    if (lines.length > 0) yield lines;
    if (lines.length < BATCH) return;
    from = lines.at(-1)?.timestamp;
  }
}

/** One line of text for each, by a format with the names of a line's parts in braces; others stay as they are. */
export async function* asText(
  batches: AsyncIterable<ShownLine[]>,
  format: string = LINE_FORMAT,
): AsyncGenerator<string> {
  for await (const lines of batches) yield lines.map((line) => `${formatted(line, format)}\n`).join('');
}

function formatted(line: ShownLine, format: string): string {
  const parts: Record<string, string> = {
    asctime: new Date(line.timestamp).toISOString().replace('Z', '+00:00'),
    timestamp: String(line.timestamp),
    worker: line.worker,
    level: line.level,
    task: line.task,
    msg: line.msg.replace(/\r?\n$/, ''),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parts, name) ? (parts[name] as string) : whole,
  );
}

/** A JSON list with one line of the console on each line. */
export async function* asJson(batches: AsyncIterable<ShownLine[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const lines of batches) {
    yield before + lines.map((line) => JSON.stringify(line)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

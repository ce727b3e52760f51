import type { Format } from '../../clearml-conf/read-format.ts';
import type { Check } from './check-text.ts';
import type { CheckAnswer, CheckRequest } from './check-worker.ts';

/** Who waits for an answer: each part of the page that shows a check has its own. */
export type Asker = (answer: Check | Error) => void;

type Question = { text: string; format: Format; askers: Set<Asker> };

/** One worker for the page, so that checking never holds up a key press. It is made at the first question. */
let worker: Worker | undefined;
let running: Question | undefined;
let waiting: Question[] = [];
let last: { text: string; format: Format; check: Check } | undefined;
let count = 0;

/**
 * Checks a text away from the page's own thread and tells the asker. An asker's newer question takes the place of its
 * older one, which then is answered no more; askers of the same text share one answer.
 */
export function askCheck(text: string, format: Format, asker: Asker): void {
  stopAsking(asker);
  if (last?.text === text && last.format === format) {
    asker(last.check);
    return;
  }
  const same = [running, ...waiting].find((one) => one?.text === text && one.format === format);
  if (same) same.askers.add(asker);
  else waiting.push({ text, format, askers: new Set([asker]) });
  if (!running) start();
}

/** The asker wants no answer any more. */
export function stopAsking(asker: Asker): void {
  running?.askers.delete(asker);
  for (const question of waiting) question.askers.delete(asker);
  waiting = waiting.filter(({ askers }) => askers.size > 0);
}

function start(): void {
  running = waiting.shift();
  if (!running) return;
  worker ??= makeWorker();
  count += 1;
  const request: CheckRequest = { id: count, text: running.text, format: running.format };
  worker.postMessage(request);
}

function makeWorker(): Worker {
  const made = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<CheckAnswer>) => finish(data);
  made.onerror = () => {
    worker = undefined;
    finish({ id: count, failed: 'The check could not run in this browser.' });
  };
  return made;
}

function finish(answer: CheckAnswer): void {
  if (!running || count !== answer.id) return;
  const { text, format, askers } = running;
  if ('check' in answer) last = { text, format, check: answer.check };
  for (const asker of askers) asker('check' in answer ? answer.check : new Error(answer.failed));
  start();
}

import type { Answer, NoAnswer, Reach } from '../../../src/storage/ladder.ts';

export type Outcome = Answer | { failed: NoAnswer; detail: string };
export type Script = (request: Parameters<Reach['send']>[0]) => Outcome;

export const PAGE_ORIGIN = 'https://atrium.example.com';
/** The time by the clock of whoever climbs. */
export const NOW = new Date('2026-01-31T12:00:00Z');

export interface ScriptedReach extends Reach {
  sent: { method: string; url: string }[];
}

/** A way to send that answers by a script and remembers what was asked. */
export function scriptedReach(
  who: Reach['who'],
  script: Script,
  {
    origin = PAGE_ORIGIN,
    answers = true,
  }: { origin?: string; answers?: boolean | ((url: string) => boolean) } = {},
): ScriptedReach {
  const sent: ScriptedReach['sent'] = [];
  return {
    who,
    origin,
    sent,
    now: () => NOW,
    async send(request) {
      sent.push({ method: request.method, url: request.url });
      return script(request);
    },
    ...(who === 'browser' && {
      answers: async (url: string) => (typeof answers === 'boolean' ? answers : answers(url)),
    }),
  };
}

export const failing = (failed: NoAnswer, detail = ''): Outcome => ({ failed, detail });

export function xmlError(
  status: number,
  code: string,
  more = '',
  headers: Record<string, string> = {},
): Answer {
  return { status, headers, text: `<?xml version="1.0"?>\n<Error><Code>${code}</Code>${more}</Error>` };
}

export function file(body: string, headers: Record<string, string> = {}): Answer {
  const bytes = Uint8Array.from(body, (character) => character.charCodeAt(0));
  return {
    status: 200,
    headers: { 'content-length': String(bytes.length), ...headers },
    text: new TextDecoder().decode(bytes),
    bytes,
  };
}

export const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';

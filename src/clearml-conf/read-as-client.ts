import { type ClientValue, clientValue } from './client/client-value.ts';
import { ClientFailure, type FailureCode } from './client/failure.ts';
import type { ClientMachine } from './client/include.ts';
import { beforeExpansion } from './client/python-text.ts';
import { readTree } from './client/read-tree.ts';

/** What a client makes of a text: a value, or nothing at all. */
export type ClientReading =
  | { ok: true; value: ClientValue }
  | { ok: false; code: FailureCode; message: string; at: number | undefined };

/**
 * Reads a text exactly as the ClearML SDK and Agent do, with the pyhocon they carry: the value, or that it fails.
 *
 * A vault that fails is dropped whole by every client, with one line in its log. `at` is an offset in `text` where
 * one is known. Never throws. Tested against the genuine reader (`tests/clients/differential.test.ts`).
 */
export function readAsClient(text: string, machine: ClientMachine = {}): ClientReading {
  try {
    return { ok: true, value: clientValue(readTree(text, machine)) };
  } catch (error) {
    if (!(error instanceof ClientFailure)) throw error;
    const at = error.at === undefined ? undefined : beforeExpansion(text, error.at);
    return { ok: false, code: error.code, message: error.message, at };
  }
}

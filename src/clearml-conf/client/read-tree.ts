import { ClientFailure } from './failure.ts';
import { parseText } from './grammar.ts';
import type { ClientMachine } from './include.ts';
import type { Node } from './node.ts';
import { resolveReferences } from './substitutions.ts';
import type { Tree } from './tree.ts';

/**
 * The genuine reader's own object tree for a text. Throws {@link ClientFailure} and nothing else; its `at` counts
 * in the text with expanded tabs.
 */
export function readTree(text: string, machine: ClientMachine = {}): Tree | Node[] {
  try {
    const root = parseText(text, machine);
    resolveReferences(root, machine);
    return root;
  } catch (error) {
    // Long chains of references can use up the stack here as they do there.
    if (error instanceof RangeError) throw new ClientFailure('too-deep', 'This text nests too deeply.');
    throw error;
  }
}

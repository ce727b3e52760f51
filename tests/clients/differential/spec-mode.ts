import { clientJson } from '../../../src/clearml-conf/layers.ts';
import { readAsClient } from '../../../src/clearml-conf/read-as-client.ts';
import { toPlain } from '../../../src/hocon/emit.ts';
import { parse } from '../../../src/hocon/parse.ts';
import { resolve } from '../../../src/hocon/resolve.ts';
import { machineOf } from './compare.ts';
import type { Document } from './witness.ts';

/** True when a text means something else by the specification than to a client: another value, or a failure. */
export function readsDifferently(document: Document): boolean {
  const machine = machineOf(document);
  const { tree, errors } = parse(document.text);
  const resolved = resolve(tree, {
    env: (name) => document.env?.[name],
    include: ({ kind, name }) => {
      const text = kind === 'url' ? undefined : machine.read?.('file', name);
      return text === undefined ? 'missing' : [{ document: name, text }];
    },
  });
  const value = errors.length === 0 && resolved.errors.length === 0 ? resolved.value : undefined;
  const reading = readAsClient(document.text, machine);
  if (!value || !reading.ok) return Boolean(value) !== reading.ok;
  return sorted(toPlain(value)) !== sorted(JSON.parse(clientJson(reading.value, 0)));
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

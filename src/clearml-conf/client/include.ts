import { ClientFailure } from './failure.ts';
import { Included, type Node, Pair } from './node.ts';
import type { Scanner } from './scanner.ts';
import { Tree } from './tree.ts';

/** The machine a client runs on, as far as configuration text can reach it. */
export type ClientMachine = {
  /** An environment variable there; by default none is set. */
  env?: (name: string) => string | undefined;
  /** The text of a file (path as the client would open it) or URL there; by default nothing can be read. */
  read?: (kind: 'file' | 'url', name: string) => string | undefined;
};

type Parse = (text: string, folder: string) => Tree | Node[];
type Source = { kind: 'file' | 'url'; name: string; required: boolean };

/** An `include` where the grammar allows one; undefined when the word means something else here. */
export function include(
  scan: Scanner,
  machine: ClientMachine,
  folder: string | undefined,
  parse: Parse,
): Included | undefined {
  scan.skipBlanks();
  const from = scan.at;
  if (!scan.keyword('include', true)) return undefined;
  const source = readSource(scan);
  if (source) {
    try {
      return load(source, machine, folder, parse);
    } catch (error) {
      // Some errors in the included text only make the include not match; then the words are read as ordinary text.
      if (!(error instanceof ClientFailure) || !error.soft) throw error;
    }
  }
  scan.at = from;
  return undefined;
}

const expect = (scan: Scanner, literal: string): void => {
  if (!scan.literal(literal)) throw new ClientFailure('syntax', `An include needs ${literal} here.`, scan.at);
};

function readSource(scan: Scanner): Source | undefined {
  const named = readName(scan);
  if (named) return { ...named, required: false };
  if (!scan.keyword('required', false)) return undefined;
  expect(scan, '(');
  const required = readName(scan);
  if (!required) throw new ClientFailure('syntax', 'A file name is expected here.', scan.at);
  expect(scan, ')');
  if (required.wrapped)
    throw new ClientFailure('unreadable-include', 'required(file(…)) cannot be read.', scan.at);
  return { ...required, required: true };
}

function readName(scan: Scanner): { kind: 'file' | 'url'; name: string; wrapped: boolean } | undefined {
  const plain = scan.quoted();
  if (plain)
    return {
      kind: /^(https?|file):\/\//.test(plain.text) ? 'url' : 'file',
      name: plain.text,
      wrapped: false,
    };
  const kind = scan.keyword('url', false) ? 'url' : scan.keyword('file', false) ? 'file' : undefined;
  if (!kind) return undefined;
  expect(scan, '(');
  const name = scan.quoted();
  if (!name) throw new ClientFailure('syntax', 'A quoted name is expected here.', scan.at);
  expect(scan, ')');
  return { kind, name: name.text, wrapped: true };
}

function load(source: Source, machine: ClientMachine, folder: string | undefined, parse: Parse): Included {
  if (source.kind === 'url' && !/^[^/:]+:/.test(source.name)) {
    throw new ClientFailure('unreadable-include', 'This is no URL.');
  }
  const name = source.kind === 'file' ? joinPath(folder, source.name) : source.name;
  const text = machine.read?.(source.kind, name);
  if (text === undefined) {
    if (source.required) throw new ClientFailure('unreadable-include', `${name} cannot be read.`);
    return new Included([]);
  }
  const found = parse(text, folderOf(name));
  return new Included(
    found instanceof Tree ? found.pairs().map(([key, value]) => new Pair(key, value)) : found,
  );
}

const joinPath = (folder: string | undefined, name: string): string => {
  if (folder === undefined || folder === '' || name.startsWith('/')) return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
};

const folderOf = (name: string): string => {
  const cut = name.lastIndexOf('/');
  return cut > 0 ? name.slice(0, cut) : name.slice(0, cut + 1);
};

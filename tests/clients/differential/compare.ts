import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClientFailure } from '../../../src/clearml-conf/client/failure.ts';
import type { ClientMachine } from '../../../src/clearml-conf/client/include.ts';
import { Bare, type Node, Pair } from '../../../src/clearml-conf/client/node.ts';
import { floatText } from '../../../src/clearml-conf/client/python-text.ts';
import { PythonTime } from '../../../src/clearml-conf/client/python-time.ts';
import { className } from '../../../src/clearml-conf/client/python-value.ts';
import { readTree } from '../../../src/clearml-conf/client/read-tree.ts';
import { Tree } from '../../../src/clearml-conf/client/tree.ts';
import { lint } from '../../../src/clearml-conf/lint.ts';
import {
  type Client,
  type Document,
  hearAgain,
  hearWitnesses,
  INCLUDE_FOLDER,
  type Testimony,
} from './witness.ts';

/** The machine the witness runs on: its environment and the folder it includes from. */
export function machineOf(document: Document): ClientMachine {
  return {
    env: (name) => document.env?.[name],
    read: (kind, name) => {
      if (kind === 'url') return undefined;
      try {
        return readFileSync(
          name.startsWith('/') ? name : join(document.folder ?? INCLUDE_FOLDER, name),
          'utf8',
        );
      } catch {
        return undefined;
      }
    },
  };
}

/** Our reading in the form the witness answers in. */
export function ourTestimony(document: Document): Testimony {
  try {
    return { value: show(readTree(document.text, machineOf(document))) };
  } catch (error) {
    if (error instanceof ClientFailure) return { error: error.code, message: error.message };
    throw error;
  }
}

function show(node: Node): unknown {
  if (node === null) return ['n'];
  if (typeof node === 'boolean') return ['b', node];
  if (typeof node === 'bigint') return ['i', String(node)];
  if (typeof node === 'number') return ['f', floatText(node)];
  if (typeof node === 'string') return ['s', node];
  if (node instanceof Bare) return ['s', node.text];
  if (node instanceof Pair) return ['t', show(node.key), show(node.value)];
  if (Array.isArray(node)) return ['l', ...node.map(show)];
  if (node instanceof Tree) {
    return ['d', ...node.dict.keys().map((key) => [show(key), show(node.dict.find(key) ?? null)])];
  }
  return ['o', className(node), node instanceof PythonTime ? node.text : ''];
}

/** How deeply brackets nest in a text, whatever they stand in. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const ENDLESS_INCLUDE = 'Includes nest too deeply.';

export type Verdict = 'agree' | 'disagree' | 'excluded: text of a Python object' | 'excluded: depth';

/** Whether the genuine reader and ours tell the same; the only two ways out have a name. */
export function judge(document: Document, theirs: Testimony, ours: Testimony): Verdict {
  const depth = bracketDepth(document.text);
  if (depth >= 28 && depth <= 60) return 'excluded: depth';
  if ('error' in theirs && 'error' in ours) return 'agree';
  // A file that includes itself nests without end; where the genuine reader's stack gives out varies, as does what it
  // makes of that.
  const isEndless = 'error' in ours && ours.message === ENDLESS_INCLUDE;
  if ('error' in theirs || 'error' in ours) return isEndless ? 'excluded: depth' : 'disagree';
  if (/ object at 0x/.test(JSON.stringify(theirs.value))) return 'excluded: text of a Python object';
  return JSON.stringify(theirs.value) === JSON.stringify(ours.value) ? 'agree' : 'disagree';
}

/** Nobody relies on what is left out: the check calls it an error. */
const isLinted = ({ text }: Document) => lint(text, 'hocon').some(({ severity }) => severity === 'error');

interface Judgement {
  verdicts: Map<Verdict, number>;
  disagreements: string[];
  /** Documents that are excluded and yet no error of the check. */
  unlinted: string[];
  failures: number;
}

/** Our verdicts on documents, asking the genuine reader again where it ran out of time but we found a value. */
export async function judgeAll(client: Client, documents: readonly Document[]): Promise<Judgement> {
  const heard = await hearWitnesses(client, documents);
  const verdicts = new Map<Verdict, number>();
  const disagreements: string[] = [];
  const unlinted: string[] = [];
  let failures = 0;
  for (const [index, document] of documents.entries()) {
    const ours = ourTestimony(document);
    let theirs = heard[index] as Testimony;
    let verdict = judge(document, theirs, ours);
    if (verdict === 'disagree' && 'error' in theirs && theirs.error === 'OutOfTime') {
      theirs = await hearAgain(client, document);
      verdict = judge(document, theirs, ours);
    }
    if ('error' in theirs) failures += 1;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (verdict.startsWith('excluded') && !isLinted(document)) unlinted.push(JSON.stringify(document));
    if (verdict === 'disagree') {
      disagreements.push(
        `${JSON.stringify(document)}\n  genuine ${JSON.stringify(theirs)}\n  ours    ${JSON.stringify(ours)}`,
      );
    }
  }
  return { verdicts, disagreements, unlinted, failures };
}

import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  visit,
} from 'yaml';
import type { ResolvedValue } from '../hocon/values.ts';
import { type Finding, Places } from './finding.ts';
import type { Meant } from './read-format.ts';

/** Aliases may multiply; beyond this many values the text is refused. */
const MOST_VALUES = 100_000;
const DEEPEST = 200;
const PLAIN_TAGS = new Set(['tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq', 'tag:yaml.org,2002:str']);

/**
 * Reads one YAML 1.2 document (core schema) as configuration: text keys only, no tags, aliases spelt out within a
 * bound. Every value keeps its place.
 */
export function readYaml(text: string, document = ''): Meant {
  try {
    return new YamlReader(text, document).read();
  } catch (error) {
    if (error instanceof Refusal) return { errors: [error.finding] };
    // The parser recurses; a text of nothing but brackets can exhaust the stack.
    if (error instanceof RangeError) return { errors: [tooDeep(text)] };
    throw error;
  }
}

class Refusal extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

const tooDeep = (text: string): Finding => ({
  code: 'yaml-too-deep',
  severity: 'error',
  message: 'This text nests too deeply.',
  hint: 'Use fewer levels.',
  from: 0,
  to: Math.min(1, text.length),
  line: 1,
  column: 1,
});

class YamlReader {
  private readonly text: string;
  private readonly name: string;
  private readonly places: Places;
  private readonly targets = new Map<Alias, Node>();
  private values = 0;

  constructor(text: string, name: string) {
    this.text = text;
    this.name = name;
    this.places = new Places(text);
  }

  read(): Meant {
    const documents = parseAllDocuments(this.text, {
      ...{ version: '1.2', schema: 'core', prettyErrors: false },
      // The parser compares each key with all before it: seconds for a text of nothing but keys.
      uniqueKeys: false,
    });
    const list = Array.isArray(documents) ? documents : [];
    const second = list[1];
    if (second) {
      throw this.refuse(
        'yaml-documents',
        'Only one YAML document can be read.',
        'Take out the --- and what follows.',
        [second.range?.[0] ?? 0],
      );
    }
    const document = list[0];
    const errors = [...(document?.errors ?? [])].map((error) =>
      this.finding(
        'yaml-syntax',
        `This is not YAML: ${sentence(error.message)}`,
        'Check the indentation and quotes here.',
        error.pos,
      ),
    );
    if (errors.length > 0) return { errors };
    if (document) this.findTargets(document);
    return { errors: [], value: this.value((document?.contents ?? null) as Node | null, 0) };
  }

  /** An alias means the latest anchor of its name before it. */
  private findTargets(document: Document): void {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_key, alias) => {
        const target = anchors.get(alias.source);
        if (target) this.targets.set(alias, target);
      },
      Value: (_key, node) => {
        if (node.anchor) anchors.set(node.anchor, node);
      },
    });
  }

  private finding(code: string, message: string, hint: string, range: readonly number[]): Finding {
    const from = Math.min(range[0] ?? 0, this.text.length);
    const to = Math.min(Math.max(range[1] ?? from + 1, from), this.text.length);
    return { code, severity: 'error', message, hint, from, to, ...this.places.of(from) };
  }

  private refuse(code: string, message: string, hint: string, range: readonly number[]): Refusal {
    return new Refusal(this.finding(code, message, hint, range));
  }

  private base(node: Node | null) {
    const from = node?.range?.[0] ?? 0;
    const origin = { document: this.name, from, to: node?.range?.[1] ?? from, ...this.places.of(from) };
    return { origin, overrode: [] };
  }

  private value(node: Node | null, depth: number): ResolvedValue {
    this.values += 1;
    const range = node?.range ?? [0];
    if (this.values > MOST_VALUES) {
      throw this.refuse(
        'yaml-too-large',
        'Aliases make this text too large.',
        'Use fewer aliases inside each other.',
        range,
      );
    }
    if (depth > DEEPEST)
      throw this.refuse('yaml-too-deep', 'This text nests too deeply.', 'Use fewer levels.', range);
    if (node === null) return { kind: 'null', ...this.base(null) };
    if (isAlias(node)) return this.value(this.target(node), depth + 1);
    this.checkTag(node);
    if (isScalar(node)) return this.scalar(node);
    if (isSeq(node)) {
      return {
        kind: 'array',
        elements: node.items.map((item) => this.value(item as Node, depth + 1)),
        ...this.base(node),
      };
    }
    if (!isMap(node)) return { kind: 'null', ...this.base(node) };
    const fields = new Map<string, ResolvedValue>();
    for (const pair of node.items)
      if (isPair(pair)) this.field(pair as Pair<Node, Node | null>, fields, depth);
    return { kind: 'object', fields, ...this.base(node) };
  }

  private field(pair: Pair<Node, Node | null>, fields: Map<string, ResolvedValue>, depth: number): void {
    const key = isAlias(pair.key) ? this.target(pair.key) : pair.key;
    const range = pair.key?.range ?? [0];
    if (!isScalar(key) || typeof key.value !== 'string') {
      throw this.refuse('yaml-key', 'A key must be text.', 'Put the key in quotes.', range);
    }
    this.checkTag(key);
    if (key.value === '<<' && key.type === 'PLAIN') {
      throw this.refuse(
        'yaml-merge-key',
        'Merge keys (<<) are not part of YAML 1.2.',
        'Write the keys out.',
        range,
      );
    }
    if (fields.has(key.value)) {
      throw this.refuse(
        'yaml-syntax',
        'This is not YAML: Map keys must be unique.',
        'Keep one of the two.',
        range,
      );
    }
    fields.set(key.value, this.value(pair.value, depth + 1));
  }

  private target(alias: Alias): Node {
    const node = this.targets.get(alias);
    if (!node) {
      const hint = 'Define the anchor further up.';
      throw this.refuse('yaml-alias', `Nothing is anchored as ${alias.source}.`, hint, alias.range ?? [0]);
    }
    return node;
  }

  private checkTag(node: Node): void {
    const written = this.text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
    if (!node.tag || (PLAIN_TAGS.has(node.tag) && !written.startsWith('!') && !this.isTagged(node))) return;
    throw this.refuse(
      'yaml-tag',
      'Tags have no meaning in configuration.',
      'Take out the tag.',
      node.range ?? [0],
    );
  }

  /** The parser sets a tag only where one is written, save for flow and block collections it marks itself. */
  private isTagged(node: Node): boolean {
    const before = this.text.slice(Math.max(0, (node.range?.[0] ?? 0) - 80), node.range?.[0] ?? 0);
    return /(^|\s)![^\s]*\s*$/.test(before);
  }

  private scalar(node: Scalar): ResolvedValue {
    const base = this.base(node);
    const { value } = node;
    if (typeof value === 'string') return { kind: 'string', value, ...base };
    if (typeof value === 'boolean') return { kind: 'boolean', value, ...base };
    if (typeof value !== 'number' && typeof value !== 'bigint') return { kind: 'null', ...base };
    const source = node.source ?? String(value);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw this.refuse(
        'yaml-number',
        `${source} is no number that clients can read.`,
        'Use a finite number.',
        node.range ?? [0],
      );
    }
    const raw = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source) ? source : String(value);
    return { kind: 'number', value: Number(value), raw, ...base };
  }
}

const sentence = (message: string): string => {
  const line = (message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');
  return /[.!]$/.test(line) ? line : `${line}.`;
};

import type { ObjectNode, SyntaxTree, ValueNode } from '../../hocon/syntax.ts';
import type { SecretNames, Standing } from './secret-names.ts';
import { withoutIndexes } from './secret-names.ts';
import { announcesSecret, looksSecret } from './secret-values.ts';

/** A scalar, or scalars and references beside each other that make one. */
export type ScalarStretch = { from: number; to: number; value: string };

/** All that a text writes for one path, lists looked through. */
export type PlaceNode = {
  standing: Standing;
  children: Map<string, PlaceNode>;
  scalars: ScalarStretch[];
  /** Paths its substitutions name. */
  references: string[][];
  /** Found secret because something secret refers to it: itself (`here`), or all below too. */
  reached: 'no' | 'here' | 'all';
};

export type PlaceTree = {
  root: PlaceNode;
  /** Stretches that are secret by themselves: addresses of includes, arguments behind `--password`. */
  loose: { from: number; to: number; path: Standing }[];
  hasReferences: boolean;
};

/** Gathers what a text writes for each path: every definition, also those overridden later. */
export function placeTree(tree: SyntaxTree, names: SecretNames): PlaceTree {
  const gathering = new Gathering(tree.text, names);
  gathering.value(gathering.tree.root, tree.root);
  return gathering.tree;
}

const nodeAt = (standing: Standing): PlaceNode => ({
  standing,
  children: new Map(),
  scalars: [],
  references: [],
  reached: 'no',
});

class Gathering {
  readonly tree: PlaceTree;
  private readonly text: string;
  private readonly names: SecretNames;

  constructor(text: string, names: SecretNames) {
    this.text = text;
    this.names = names;
    this.tree = { root: nodeAt(names.root), loose: [], hasReferences: false };
  }

  value(at: PlaceNode, node: ValueNode): void {
    switch (node.type) {
      case 'object':
        this.object(at, node);
        break;
      case 'array':
        this.list(at, node.elements);
        break;
      case 'concat':
        this.concat(at, node.parts);
        break;
      case 'substitution':
        this.tree.hasReferences = true;
        at.references.push(withoutIndexes(node.path.elements.map(({ text }) => text)));
        break;
      case 'string':
      case 'number':
        this.scalar(at, [node]);
        break;
      default:
    }
  }

  private object(at: PlaceNode, { entries }: ObjectNode): void {
    for (const entry of entries) {
      if (entry.type === 'field') {
        this.value(
          entry.path.elements.reduce((node, { text }) => this.child(node, text), at),
          entry.value,
        );
      } else if (looksSecret(entry.name)) {
        const from = this.text.indexOf('"', entry.from);
        const to = this.text.lastIndexOf('"', entry.to - 1) + 1;
        this.tree.loose.push({ from, to, path: at.standing });
      }
    }
  }

  private child(at: PlaceNode, key: string): PlaceNode {
    const known = at.children.get(key);
    if (known) return known;
    const standing = this.names.below(at.standing, key);
    const node = standing === at.standing ? at : nodeAt(standing);
    at.children.set(key, node);
    return node;
  }

  private list(at: PlaceNode, elements: readonly ValueNode[]): void {
    let announced = false;
    for (const element of elements) {
      if (announced) this.tree.loose.push({ from: element.from, to: element.to, path: at.standing });
      else this.value(at, element);
      announced = !announced && element.type === 'string' && announcesSecret(element.value);
    }
  }

  private concat(at: PlaceNode, parts: readonly ValueNode[]): void {
    const isText = parts.every(({ type }) => type !== 'object' && type !== 'array');
    for (const part of parts) if (!isText || part.type === 'substitution') this.value(at, part);
    if (isText) this.scalar(at, parts);
  }

  /** Nothing is secret in substitutions alone, nor in blanks. */
  private scalar(at: PlaceNode, parts: readonly ValueNode[]): void {
    const texts = parts.filter(({ type }) => type !== 'substitution');
    if (texts.every((part) => part.type === 'string' && part.value.trim() === '')) return;
    const from = parts[0]?.from ?? 0;
    const to = parts[parts.length - 1]?.to ?? from;
    const value = parts.map((part) =>
      part.type === 'string' ? part.value : this.text.slice(part.from, part.to),
    );
    at.scalars.push({ from, to, value: value.join('') });
  }
}

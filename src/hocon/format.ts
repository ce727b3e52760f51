import type { Edited } from './edit.ts';
import { parse } from './parse.ts';
import type { ArrayNode, FieldNode, ObjectNode, PathNode, SyntaxElement, ValueNode } from './syntax.ts';

/** A list longer than this is written one element a line. */
const WIDTH = 80;

/**
 * The canonical layout: no braces around the root, two spaces a level, `key = value`, one field a line, at most one
 * blank line between, comments kept. Meaning is unchanged. A text with errors comes back as it is, with them.
 */
export function format(text: string): Edited {
  const { tree, errors } = parse(text);
  if (errors.length > 0) return { text, errors };
  const formatter = new Formatter(text);
  const lines: string[] = [];
  if (tree.root.type === 'array') {
    lines.push(...formatter.outside(tree.children, tree.root, () => [formatter.value(tree.root, '')]));
  } else {
    const { root } = tree;
    lines.push(...formatter.outside(tree.children, root, () => formatter.body(root.children ?? [], '')));
  }
  return { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, errors };
}

class Formatter {
  readonly #text: string;
  readonly #lines = new Map<ValueNode, string | undefined>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The lines of a document: comments before and behind the root, and the root's own. */
  outside(elements: readonly SyntaxElement[], root: SyntaxElement, lines: () => string[]): string[] {
    const found: string[] = [];
    for (const element of elements) {
      if (element === root) found.push(...lines());
      else if (element.type === 'token' && element.kind === 'comment') found.push(comment(element.text));
    }
    return found;
  }

  /** The lines of what stands between braces or brackets. */
  body(elements: readonly SyntaxElement[], indent: string, comma = ''): string[] {
    const lines: string[] = [];
    let newlines = 0;
    let last = -1;
    const add = (line: string): void => {
      if (newlines > 1 && lines.length > 0) lines.push('');
      lines.push(indent + line);
      newlines = 0;
    };
    for (const element of elements) {
      if (element.type !== 'token') {
        for (const inner of innerComments(element)) add(inner);
        if (last >= 0) lines[last] += comma;
        add(this.#entry(element, indent));
        last = lines.length - 1;
      } else if (element.kind === 'newline') newlines += 1;
      else if (element.kind === 'comment') {
        // A comma must stand before the comment, so a commented element takes it at once.
        if (newlines === 0 && last >= 0 && last === lines.length - 1) {
          lines[last] += `${comma} ${comment(element.text)}`;
          if (comma) last = -1;
        } else add(comment(element.text));
      }
    }
    return lines;
  }

  #entry(element: Exclude<SyntaxElement, { type: 'token' }>, indent: string): string {
    if (element.type === 'field') return this.#field(element, indent);
    if (element.type === 'include' || element.type === 'path') return this.#source(element);
    return this.value(element, indent);
  }

  #field(field: FieldNode, indent: string): string {
    const key = this.#key(field.path);
    if (field.value.type === 'object' && field.separator !== '+=')
      return `${key} ${this.value(field.value, indent)}`;
    return `${key} ${field.separator === '+=' ? '+=' : '='} ${this.value(field.value, indent)}`;
  }

  /** A key keeps its quotes unless it is a plain word. */
  #key(path: PathNode): string {
    const [only] = path.elements;
    return path.elements.length === 1 && only && isWord(only.text) ? only.text : this.#source(path);
  }

  #source(node: { readonly from: number; readonly to: number }): string {
    return this.#text.slice(node.from, node.to);
  }

  /** A value; its lines after the first are indented. */
  value(node: ValueNode, indent: string): string {
    switch (node.type) {
      case 'object':
        return this.#object(node, indent);
      case 'array':
        return this.#array(node, indent);
      case 'concat':
        return node.parts.map((part) => this.value(part, indent)).join('');
      default:
        return this.#source(node);
    }
  }

  #object(node: ObjectNode, indent: string): string {
    const lines = this.body(node.children ?? [], `${indent}  `);
    return lines.length === 0 ? '{}' : ['{', ...lines, `${indent}}`].join('\n');
  }

  #array(node: ArrayNode, indent: string): string {
    const line = this.#line(node);
    if (line !== undefined && indent.length + line.length <= WIDTH) return line;
    return ['[', ...this.body(node.children ?? [], `${indent}  `, ','), `${indent}]`].join('\n');
  }

  /** A value on one line; undefined when it has more or is too long. Each is tried once, however deep it nests. */
  #line(node: ValueNode): string | undefined {
    if (this.#lines.has(node)) return this.#lines.get(node);
    const line = this.#tryLine(node);
    const fits = line !== undefined && line.length <= WIDTH && !line.includes('\n');
    this.#lines.set(node, fits ? line : undefined);
    return fits ? line : undefined;
  }

  #tryLine(node: ValueNode): string | undefined {
    if (node.children?.some((child) => child.type === 'token' && child.kind === 'comment')) return undefined;
    if (node.type === 'object') return node.entries.length === 0 ? '{}' : undefined;
    if (node.type !== 'array' && node.type !== 'concat') return this.#source(node);
    const inner: string[] = [];
    for (const part of node.type === 'array' ? node.elements : node.parts) {
      const line = this.#line(part);
      if (line === undefined) return undefined;
      inner.push(line);
    }
    return node.type === 'array' ? `[${inner.join(', ')}]` : inner.join('');
  }
}

/** Comments between a key and its value, which move above the field. */
function innerComments(element: Exclude<SyntaxElement, { type: 'token' }>): string[] {
  if (element.type !== 'field') return [];
  const found: string[] = [];
  for (const child of element.children ?? []) {
    if (child.type === 'token' && child.kind === 'comment') found.push(comment(child.text));
  }
  return found;
}

/** A comment without blanks at its end. */
function comment(text: string): string {
  return text.trimEnd();
}

function isWord(key: string): boolean {
  return key !== 'include' && /^[A-Za-z_][\w-]*$/.test(key);
}

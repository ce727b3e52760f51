import type {
  ArrayNode,
  ConcatNode,
  FieldNode,
  IncludeNode,
  ObjectNode,
  StringNode,
  SubstitutionNode,
  SyntaxTree,
  ValueNode,
} from '../../hocon/syntax.ts';
import { quote, quoteFix, type Report, replaceFix } from './codes.ts';

const SPECIAL_IN_KEY = /[$}[\]:=+#`^?!@*&.]/;
const SECTIONS = new Set(['sdk', 'agent', 'api', 'environment', 'files', 'logging']);

/** Findings about keys and values as they are written. */
export function lintTree(tree: SyntaxTree, report: Report): void {
  if (tree.root.type === 'array') {
    report.add(
      'root-list',
      { from: tree.root.from, to: tree.root.from + 1 },
      'Clients drop a list without a word.',
      'Start with an object.',
    );
  }
  new TreeLint(tree, report).run();
}

class TreeLint {
  private readonly tree: SyntaxTree;
  private readonly report: Report;
  private readonly defined = new Set<string>();

  constructor(tree: SyntaxTree, report: Report) {
    this.tree = tree;
    this.report = report;
  }

  run(): void {
    this.collect(this.tree.root, []);
    this.value(this.tree.root);
  }

  /** Notes every path the text itself defines, sections included. */
  private collect(node: ValueNode, path: readonly string[]): void {
    if (node.type === 'concat') for (const part of node.parts) this.collect(part, path);
    if (node.type !== 'object') return;
    for (const entry of node.entries) {
      if (entry.type === 'include') continue;
      const steps = [...path, ...entry.path.elements.map((element) => element.text)];
      for (let length = path.length + 1; length <= steps.length; length += 1) {
        this.defined.add(steps.slice(0, length).join('.'));
      }
      this.collect(entry.value, steps);
    }
  }

  private value(node: ValueNode): void {
    if (node.type === 'object') this.object(node);
    else if (node.type === 'array') this.list(node);
    else if (node.type === 'concat') this.concat(node);
    else if (node.type === 'substitution') this.reference(node);
  }

  private object(node: ObjectNode): void {
    for (const entry of node.entries) {
      if (entry.type === 'include') this.include(entry);
      else this.field(entry, node === this.tree.root);
    }
  }

  private include(node: IncludeNode): void {
    const message = `Each client reads ${node.name} on its own machine.`;
    this.report.add(
      'include-on-client',
      node,
      message,
      'Put the settings here, or make sure the file is everywhere.',
    );
  }

  /** The cure has to name the whole path, so it is offered for outermost keys only. */
  private append({ path, value }: FieldNode, top: boolean): void {
    const { text } = this.tree;
    const added = ` = \${?${text.slice(path.from, path.to)}} [${text.slice(value.from, value.to)}]`;
    const fix = top ? replaceFix('Add it as a list', { from: path.to, to: value.to }, added) : undefined;
    const message = 'Clients add lists and texts only; this replaces what was there, or fails.';
    this.report.add('append-replaces', value, message, 'Add a list to the reference to the key itself.', fix);
  }

  private field(node: FieldNode, top: boolean): void {
    this.key(node);
    const { value } = node;
    const isList = value.type === 'array' || value.type === 'substitution' || value.type === 'concat';
    if (node.separator === '+=' && !isList) this.append(node, top);
    this.scalar(value);
    this.value(value);
  }

  private key({ path }: FieldNode): void {
    const quoted = path.elements.filter((element) => element.quoted);
    if (quoted.length > 0 && path.elements.length > 1) {
      const isPlain = quoted.every((element) => /^[\w\-/ ]+$/.test(element.text));
      const steps = path.elements.map((element) => element.text).join('.');
      const fix = isPlain ? replaceFix('Leave out the quotes', path, steps) : undefined;
      this.report.add(
        'quoted-key-path',
        path,
        'Clients fail on a quoted step in a dotted key.',
        'Write nested objects instead.',
        fix,
      );
      return;
    }
    for (const element of quoted) {
      if (!SPECIAL_IN_KEY.test(element.text)) continue;
      const message = `Clients keep the quotes of this key, so settings are not found by ${element.text}.`;
      this.report.add('quoted-key-special', element, message, 'Avoid . : $ and other signs in keys.');
    }
  }

  /** A value that is a single word or number. */
  private scalar(node: ValueNode): void {
    const text = this.tree.text.slice(node.from, node.to);
    if (node.type === 'string' && node.style === 'unquoted') this.word(node, text);
    if (node.type === 'concat') this.singleQuotes(node, text);
    const isNumber = node.type === 'number' || (node.type === 'string' && node.style === 'unquoted');
    if (isNumber && /^[+-]?0\d+(\.\d+)?$/.test(text)) {
      const message = `Clients read the number ${Number(text)} here.`;
      this.report.add(
        'number-changed',
        node,
        message,
        'Put it in quotes to keep it as written.',
        quoteFix(this.tree.text, node),
      );
    }
  }

  private word(node: StringNode, text: string): void {
    this.singleQuotes(node, text);
    if (/^(true|false|null)$/i.test(text)) {
      const fix = replaceFix(`Write ${text.toLowerCase()}`, node, text.toLowerCase());
      const message = `Clients read ${text.toLowerCase()} here, other readers of HOCON the text ${text}.`;
      this.report.add('capital-word', node, message, 'Write it in small letters, or in quotes.', fix);
    }
    if (!/^(yes|no|on|off)$/i.test(text)) return;
    const meant = /^(yes|on)$/i.test(text) ? 'true' : 'false';
    const fix = replaceFix(`Write ${meant}`, node, meant);
    this.report.add(
      'yes-no-text',
      node,
      `Clients keep ${text} as a text.`,
      `Write ${meant}, or put it in quotes.`,
      fix,
    );
  }

  private singleQuotes(node: ValueNode, text: string): void {
    if (text.length < 2 || !text.startsWith("'") || !text.endsWith("'")) return;
    const fix = replaceFix('Use double quotes', node, quote(text.slice(1, -1)));
    this.report.add(
      'single-quotes',
      node,
      'Single quotes become part of the text.',
      'Use double quotes.',
      fix,
    );
  }

  private list(node: ArrayNode): void {
    for (const element of node.elements) {
      if (element.type === 'string' && element.value === '') {
        this.report.add(
          'empty-text-in-list',
          element,
          'Clients drop an empty text from a list.',
          'Take it out.',
        );
      }
      if (element.type === 'array') {
        for (const inner of element.elements) {
          if (inner.type !== 'null') continue;
          const message = 'Clients hold a Python object for null in a list inside a list.';
          this.report.add('object-text', inner, message, 'Take the null out.');
        }
      }
      this.scalar(element);
      this.value(element);
    }
  }

  private concat(node: ConcatNode): void {
    const nothing = node.parts.find((part) => part.type === 'null');
    if (nothing) {
      const message = 'Clients put the text of a Python object here.';
      this.report.add(
        'object-text',
        nothing,
        message,
        'Put the whole value in quotes.',
        quoteFix(this.tree.text, node),
      );
    }
    for (const part of node.parts) this.value(part);
  }

  private reference(node: SubstitutionNode): void {
    const steps = node.path.elements.map((element) => element.text);
    const name = steps.join('.');
    if (this.defined.has(name)) return;
    if (steps.length > 1 || SECTIONS.has(name)) {
      const effect = node.optional ? 'so it is left out' : 'so clients drop the whole text';
      const message = `${name} is not set in this text, ${effect}; other vaults and clearml.conf cannot be seen from here.`;
      this.report.add('reference-elsewhere', node, message, 'Set it here, or write the value itself.');
    } else if (node.optional) {
      this.report.add(
        'variable-on-client',
        node,
        `The variable ${name} of each client's machine is used.`,
        'Without it the key is left out.',
      );
    } else {
      const fix = replaceFix('Make it optional', { from: node.from + 2, to: node.from + 2 }, '?');
      const message = `A client without the variable ${name} drops the whole text.`;
      this.report.add(
        'variable-required',
        node,
        message,
        'Make it optional with a question mark, or set it everywhere.',
        fix,
      );
    }
  }
}

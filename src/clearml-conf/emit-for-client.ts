import type { ExpressionPart, ResolvedExpression, ResolvedObject, ResolvedValue } from '../hocon/values.ts';
import type { Finding } from './finding.ts';

/** Brackets the clients' reader surely takes; the real bound varies with the Python around it. */
export const DEEPEST_FOR_CLIENT = 30;

/** What clients resolve inside quotes. Every other escape would stay in the text as written. */
const ESCAPED: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const UNWRITABLE = /\p{Cc}|\p{Cs}/u;
const SIMPLE_STEP = /^[A-Za-z0-9_\-/]+$/;

/** The text to store for clients, or the places that no such text can express. */
export type ClientText = { text?: string; errors: Finding[] };

/**
 * Writes a value as the HOCON every client reads back as exactly that value: JSON, but in UTF-8 without `\u`, and
 * with references to the client's machine left as expressions. What the clients' reader cannot take is an error with
 * its place; then there is no text.
 */
export function emitForClient(value: ResolvedValue, indent = 2): ClientText {
  const emitter = new Emitter(indent);
  const text = emitter.root(value);
  return emitter.errors.length > 0 ? { errors: emitter.errors } : { text, errors: [] };
}

class Emitter {
  readonly errors: Finding[] = [];
  private readonly indent: number;
  private at: ResolvedValue | undefined;

  constructor(indent: number) {
    this.indent = indent;
  }

  root(value: ResolvedValue): string {
    this.at = value;
    if (value.kind !== 'object') {
      this.refuse('root-not-object', 'Clients take an object only.', 'Start with a section such as sdk.');
      return '';
    }
    return `${this.value(value, 0)}\n`;
  }

  private refuse(code: string, message: string, hint: string): void {
    const origin = this.at?.origin;
    const { from, to, line, column } = origin ?? { from: 0, to: 0, line: 1, column: 1 };
    this.errors.push({ code, severity: 'error', message, hint, from, to, line, column });
  }

  private value(value: ResolvedValue, depth: number): string {
    this.at = value;
    switch (value.kind) {
      case 'string':
        return this.quoted(value.value);
      case 'number':
        if (!Number.isFinite(value.value))
          this.refuse('number-too-large', 'This number is too large.', 'Put it in quotes.');
        return numberText(value.raw, value.value);
      case 'boolean':
        return String(value.value);
      case 'null':
        return 'null';
      case 'array':
        return this.list(value.elements, depth);
      case 'object':
        return this.object(value, depth);
      case 'expression':
        return this.expression(value, depth);
    }
  }

  private lines(depth: number, open: string, lines: readonly string[], close: string): string {
    if (lines.length === 0) return open + close;
    const inner = `\n${' '.repeat(this.indent * (depth + 1))}`;
    return `${open}${inner}${lines.join(`,${inner}`)}\n${' '.repeat(this.indent * depth)}${close}`;
  }

  private tooDeep(depth: number): boolean {
    if (depth < DEEPEST_FOR_CLIENT) return false;
    this.refuse(
      'too-deep',
      `Clients fail beyond ${DEEPEST_FOR_CLIENT} levels of brackets.`,
      'Use fewer levels.',
    );
    return true;
  }

  private object(value: ResolvedObject, depth: number): string {
    if (this.tooDeep(depth)) return '{}';
    const lines: string[] = [];
    for (const [key, field] of value.fields) {
      const name = this.key(key, field);
      // What a value lies over is written before it: an optional reference may vanish on the client.
      for (const layer of layersOf(field)) lines.push(`${name}: ${this.value(layer, depth + 1)}`);
    }
    return this.lines(depth, '{', lines, '}');
  }

  private list(elements: readonly ResolvedValue[], depth: number): string {
    if (this.tooDeep(depth)) return '[]';
    const lines = elements.map((element) => {
      const text = this.value(element, depth + 1);
      this.at = element;
      if (element.kind === 'string' && element.value === '') {
        this.refuse('empty-text-in-list', 'Clients drop empty texts from lists.', 'Take the empty text out.');
      }
      if (element.kind === 'array' && element.elements.some((inner) => inner.kind === 'null')) {
        this.refuse(
          'null-in-inner-list',
          'Clients cannot read null in a list inside a list.',
          'Take the null out.',
        );
      }
      return text;
    });
    return this.lines(depth, '[', lines, ']');
  }

  private quoted(text: string): string {
    const escaped = text.replace(/["\\\n\r\t]/g, (char) => ESCAPED[char] ?? char);
    if (UNWRITABLE.test(escaped)) {
      this.refuse(
        'unwritable-character',
        'Clients cannot read a control character.',
        'Take it out, or encode the text.',
      );
    }
    return `"${escaped}"`;
  }

  private key(key: string, field: ResolvedValue): string {
    this.at = field;
    const hint = 'Choose another key.';
    if (key === '') this.refuse('key-empty', 'Clients cannot read an empty key.', hint);
    if (/["\\]/.test(key))
      this.refuse('key-quote', 'Clients cannot read a key with a quote or backslash in it.', hint);
    if (UNWRITABLE.test(key))
      this.refuse('key-control', 'Clients cannot read a control character in a key.', hint);
    return `"${key}"`;
  }

  private expression(value: ResolvedExpression, depth: number): string {
    return joinTexts(value.parts)
      .map((part) => this.part(part, value, depth))
      .join('');
  }

  private part(part: ExpressionPart, whole: ResolvedExpression, depth: number): string {
    if (part.type === 'text') return this.quoted(part.text);
    if (part.type === 'value') {
      const text = this.value(part.value, depth);
      this.at = whole;
      return text;
    }
    if (part.list)
      this.refuse(
        'reference-list',
        'Clients do not know references that gather a list.',
        'List the variables one by one.',
      );
    const steps = part.path.map((step) => (SIMPLE_STEP.test(step) ? step : `"${step}"`));
    if (part.path.some((step) => /["}\n]/.test(step) || step === '')) {
      this.refuse(
        'reference-path',
        'Clients cannot read this reference.',
        'Use letters, digits, - and _ only.',
      );
    }
    return `\${${part.optional ? '?' : ''}${steps.join('.')}}`;
  }
}

/** A value and what it lies over, the lowest first. */
function layersOf(value: ResolvedValue): ResolvedValue[] {
  const layers: ResolvedValue[] = [];
  for (let layer: ResolvedValue | undefined = value; layer; layer = layer.under) layers.push(layer);
  return layers.reverse();
}

/** Texts beside each other become one: clients take three quotes in a row for the start of a long quotation. */
function joinTexts(parts: readonly ExpressionPart[]): ExpressionPart[] {
  const joined: ExpressionPart[] = [];
  for (const part of parts) {
    const text = textOf(part);
    const before = joined.at(-1);
    if (text !== undefined && before?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', text: before.text + text };
    } else joined.push(text === undefined ? part : { type: 'text', text });
  }
  return joined;
}

function textOf(part: ExpressionPart): string | undefined {
  if (part.type === 'text') return part.text;
  return part.type === 'value' && part.value.kind === 'string' ? part.value.value : undefined;
}

/** As written where that is a plain number; clients keep every digit of a whole one. */
function numberText(raw: string, value: number): string {
  const plain = raw.replace(/^(-?)0+(?=\d)/, '$1');
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(plain) ? plain : String(value);
}

import { renderPath } from './path.ts';
import type { ExpressionPart, JsonValue, ResolvedValue } from './values.ts';

/** The value as JavaScript data. A number JavaScript cannot hold exactly loses digits here; `toJson` keeps them. */
export function toPlain(value: ResolvedValue): JsonValue {
  switch (value.kind) {
    case 'object': {
      const plain: { [key: string]: JsonValue } = {};
      for (const [key, field] of value.fields) setOwn(plain, key, toPlain(field));
      return plain;
    }
    case 'array':
      return value.elements.map(toPlain);
    case 'null':
      return null;
    case 'expression':
      return expressionText(value.parts);
    default:
      return value.value;
  }
}

/** Sets a key as data even when it is `__proto__`. */
function setOwn(plain: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(plain, key, { value, enumerable: true, configurable: true, writable: true });
  } else plain[key] = value;
}

/** JSON text; `indent` spaces a level, 0 for one line. Kept expressions become their source as a string. */
export function toJson(value: ResolvedValue, indent = 2): string {
  return new Writer(indent, false).text(value);
}

/** JSON text, except that kept expressions (`unresolved: 'keep'`) stay expressions. */
export function toCanonicalHocon(value: ResolvedValue, indent = 2): string {
  return new Writer(indent, true).text(value);
}

class Writer {
  readonly #indent: number;
  readonly #expressions: boolean;
  readonly #pieces: string[] = [];

  constructor(indent: number, expressions: boolean) {
    this.#indent = indent;
    this.#expressions = expressions;
  }

  text(value: ResolvedValue): string {
    this.#write(value, 0);
    return this.#pieces.join('');
  }

  #write(value: ResolvedValue, level: number): void {
    switch (value.kind) {
      case 'object':
        this.#object(value.fields, level);
        return;
      case 'array':
        this.#list(value.elements, level);
        return;
      case 'expression': {
        const text = expressionText(value.parts);
        this.#pieces.push(this.#expressions ? text : JSON.stringify(text));
        return;
      }
      case 'number':
        this.#pieces.push(jsonNumber(value.raw, value.value));
        return;
      case 'null':
        this.#pieces.push('null');
        return;
      default:
        this.#pieces.push(JSON.stringify(value.value));
    }
  }

  #object(fields: ReadonlyMap<string, ResolvedValue>, level: number): void {
    let first = true;
    for (const [key, field] of fields) {
      for (const definition of this.#definitions(field)) {
        this.#pieces.push(first ? '{' : ',', this.#newline(level + 1), JSON.stringify(key));
        this.#pieces.push(this.#indent > 0 ? ': ' : ':');
        this.#write(definition, level + 1);
        first = false;
      }
    }
    this.#pieces.push(first ? '{}' : `${this.#newline(level)}}`);
  }

  /** A kept expression that may vanish stands behind what it would uncover, both under the same key. */
  #definitions(value: ResolvedValue): readonly ResolvedValue[] {
    const found = [value];
    if (!this.#expressions) return found;
    for (let under = value.under; under; under = under.under) found.push(under);
    return found.reverse();
  }

  #list(elements: readonly ResolvedValue[], level: number): void {
    let first = true;
    for (const element of elements) {
      this.#pieces.push(first ? '[' : ',', this.#newline(level + 1));
      this.#write(element, level + 1);
      first = false;
    }
    this.#pieces.push(first ? '[]' : `${this.#newline(level)}]`);
  }

  #newline(level: number): string {
    return this.#indent > 0 ? `\n${' '.repeat(this.#indent * level)}` : '';
  }
}

/** A number as JSON may hold it: as written, without leading zeros. A caller's own values may have no source text. */
function jsonNumber(raw: string, value: number): string {
  return raw === '' ? JSON.stringify(value) : raw.replace(/^(-?)0+(?=\d)/, '$1');
}

/** A kept expression as HOCON, on one line. */
function expressionText(parts: readonly ExpressionPart[]): string {
  return parts
    .map((part) => {
      if (part.type === 'value') return toCanonicalHocon(part.value, 0);
      if (part.type === 'substitution') {
        return `\${${part.optional ? '?' : ''}${renderPath(part.path)}${part.list ? '[]' : ''}}`;
      }
      return part.text === ' ' ? ' ' : JSON.stringify(part.text);
    })
    .join('');
}

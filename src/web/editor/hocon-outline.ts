import { parsePath } from '../../hocon/path.ts';
import type { Token } from '../../hocon/syntax.ts';
import { tokenize } from '../../hocon/tokenize.ts';
import type { Outline, OutlineKey } from './outline.ts';

/** An open bracket: the path of what is in it, and whether it is a list. */
type Frame = { path: readonly string[]; list: boolean };

const SEPARATORS = new Set(['=', ':', '+=']);
const TEXTS = new Set(['quoted', 'unquoted', 'number', 'triple', 'reserved']);

/** Reads which keys stand where in HOCON or JSON, however broken the text is. */
export function hoconOutline(text: string): Outline {
  const walk = new Walk(text);
  for (const token of tokenize(text)) walk.take(token);
  return walk.finish();
}

class Walk {
  private readonly text: string;
  private readonly keys: OutlineKey[] = [];
  private readonly frames: Frame[] = [{ path: [], list: false }];
  private written: { from: number; to: number } | undefined;
  private key: OutlineKey | undefined;
  private valueFrom = 0;
  private hasValue = false;

  constructor(text: string) {
    this.text = text;
  }

  private get frame(): Frame {
    return this.frames.at(-1) ?? { path: [], list: false };
  }

  take(token: Token): void {
    const { kind } = token;
    if (kind === 'whitespace' || kind === 'comment') return;
    if (kind === '{' || kind === '[') this.open(kind === '[', token);
    else if (kind === '}' || kind === ']') this.close();
    else if (SEPARATORS.has(kind) && !this.frame.list && !this.key) this.separate(token);
    else if (kind === ',' || (kind === 'newline' && (!this.key || this.hasValue))) this.end();
    else if (kind !== 'newline') this.word(token);
  }

  private word(token: Token): void {
    if (this.frame.list || this.key) {
      if (!this.hasValue) this.valueFrom = token.from;
      this.hasValue = true;
      if (this.key) this.key.end = token.to;
    } else if (TEXTS.has(token.kind)) {
      this.written = { from: this.written?.from ?? token.from, to: token.to };
    }
  }

  private separate(token: Token): void {
    this.note();
    if (this.key) this.key.end = token.to;
    this.hasValue = false;
    this.valueFrom = token.to;
  }

  /** The words before a separator or bracket were a key. */
  private note(): void {
    if (!this.written) return;
    const { from, to } = this.written;
    const written = this.text.slice(from, to);
    const steps = parsePath(written) ?? written.split('.');
    this.key = { path: [...this.frame.path, ...steps], from, to, end: to };
    this.keys.push(this.key);
    this.written = undefined;
  }

  private open(list: boolean, token: Token): void {
    if (!this.frame.list && !this.key) this.note();
    const inList = this.frame.list ? [...this.frame.path, '0'] : this.frame.path;
    const path = this.key ? this.key.path : inList;
    this.frames.push({ path, list });
    if (this.key) this.key.end = token.to;
    this.end();
  }

  private close(): void {
    if (this.frames.length > 1) this.frames.pop();
    this.end();
  }

  private end(): void {
    this.key = undefined;
    this.written = undefined;
    this.hasValue = false;
  }

  finish(): Outline {
    const { path, list } = this.frame;
    const section = list ? [...path, '0'] : [...path];
    const at = this.key ? { kind: 'value' as const, key: this.key, from: this.valueFrom } : undefined;
    const from = this.written?.from ?? this.text.length;
    return { keys: this.keys, end: at ?? { kind: list ? 'element' : 'key', section, from } };
  }
}

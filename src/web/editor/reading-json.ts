import { type ClientValue, PythonObject } from '../../clearml-conf/client/client-value.ts';
import type { ResolvedValue } from '../../hocon/values.ts';
import { isMask } from './masks.ts';

/** A stretch of the reading with something to say about it; offsets in UTF-16 units of its JSON. */
export type ReadingMark = {
  /** `differs`: not what HOCON's specification says; `variable`: the client's own environment fills it in. */
  kind: 'differs' | 'masked' | 'variable';
  from: number;
  to: number;
  /** For `differs`: what the specification makes of it, as JSON. */
  says?: string;
};

/** Offsets of one key's line: the key's start and the end of its value. */
export type ReadingPlace = { from: number; to: number };

export type ReadingJson = { json: string; marks: ReadingMark[]; places: Map<string, ReadingPlace> };

/**
 * Writes what a client holds as JSON, two blanks a level, with a mark where a secret is masked, a variable is filled
 * in, or `meant` (the value by HOCON's specification) is another. `places` names the keys of the two top levels.
 */
export function writeReading(value: ClientValue, meant?: ResolvedValue): ReadingJson {
  const writer = new Writer();
  writer.value(value, meant, []);
  return { json: writer.json, marks: writer.marks, places: writer.places };
}

class Writer {
  json = '';
  readonly marks: ReadingMark[] = [];
  readonly places = new Map<string, ReadingPlace>();

  value(value: ClientValue, meant: ResolvedValue | undefined, path: readonly string[]): void {
    if (value instanceof Map) this.object(value, meant, path);
    else if (Array.isArray(value)) this.list(value, meant, path);
    else this.scalar(value, meant);
  }

  private object(value: Map<string, ClientValue>, meant: ResolvedValue | undefined, path: readonly string[]) {
    const fields = meant?.kind === 'object' ? meant.fields : undefined;
    const start = this.json.length;
    this.lines('{', value, '}', path, ([key, part]) => {
      const from = this.json.length;
      this.json += `${JSON.stringify(key)}: `;
      const inner = fields?.get(key);
      this.value(part, inner, [...path, key]);
      if (fields && !inner) this.differs(from, 'no such key');
      if (path.length < 2) this.places.set([...path, key].join('\n'), { from, to: this.json.length });
    });
    if (meant && !fields && meant.kind !== 'expression') this.differs(start, plainJson(meant));
    const missing = fields && [...fields].filter(([key, field]) => !value.has(key) && field.kind !== 'null');
    const [first] = missing ?? [];
    if (first)
      this.differs(start, `also ${missing?.map(([key]) => JSON.stringify(key)).join(', ')}`, start + 1);
  }

  private list(value: ClientValue[], meant: ResolvedValue | undefined, path: readonly string[]) {
    const elements = meant?.kind === 'array' ? meant.elements : undefined;
    const start = this.json.length;
    this.lines('[', value, ']', path, (part, index) => this.value(part, elements?.[index], [...path, '0']));
    const isSame = !meant || meant.kind === 'expression' || elements?.length === value.length;
    if (!isSame && meant) this.differs(start, plainJson(meant));
  }

  private lines<Part>(
    open: string,
    parts: Iterable<Part>,
    close: string,
    path: readonly string[],
    write: (part: Part, index: number) => void,
  ): void {
    const inner = `\n${'  '.repeat(path.length + 1)}`;
    let index = 0;
    this.json += open;
    for (const part of parts) {
      this.json += (index > 0 ? ',' : '') + inner;
      write(part, index);
      index += 1;
    }
    this.json += index > 0 ? `\n${'  '.repeat(path.length)}${close}` : close;
  }

  private scalar(
    value: Exclude<ClientValue, ClientValue[] | Map<string, ClientValue>>,
    meant?: ResolvedValue,
  ) {
    const from = this.json.length;
    const isMasked = typeof value === 'string' && isMask(value);
    this.json += isMasked ? 'masked' : scalarJson(value);
    const to = this.json.length;
    if (isMasked) this.marks.push({ kind: 'masked', from, to });
    else if (meant?.kind === 'expression') this.marks.push({ kind: 'variable', from, to });
    else if (meant && !isSameScalar(value, meant)) this.differs(from, plainJson(meant));
  }

  private differs(from: number, says: string, to = this.json.length): void {
    this.marks.push({ kind: 'differs', from, to, says });
  }
}

function scalarJson(value: Exclude<ClientValue, ClientValue[] | Map<string, ClientValue>>): string {
  if (value instanceof PythonObject) return JSON.stringify(value.text);
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

function isSameScalar(value: ClientValue, meant: ResolvedValue): boolean {
  if (meant.kind === 'null') return value === null;
  if (meant.kind === 'number') return typeof value === 'bigint' || value === meant.value;
  if (meant.kind === 'string' || meant.kind === 'boolean') return value === meant.value;
  return false;
}

/** A value by the specification as short JSON. */
function plainJson(value: ResolvedValue): string {
  switch (value.kind) {
    case 'object':
      return `{${[...value.fields].map(([key, field]) => `${JSON.stringify(key)}: ${plainJson(field)}`).join(', ')}}`;
    case 'array':
      return `[${value.elements.map(plainJson).join(', ')}]`;
    case 'number':
      return value.raw;
    case 'null':
      return 'null';
    case 'expression':
      return '…';
    default:
      return JSON.stringify(value.value);
  }
}

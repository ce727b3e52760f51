import type { Place } from './build.ts';
import type { HoconError, HoconErrorCode } from './errors.ts';
import type { Limits } from './limits.ts';
import type { ObjectExpr } from './model.ts';
import { originOf } from './origin.ts';
import { parse } from './parse.ts';
import { makeError } from './reporter.ts';
import type { IncludeAnswer, IncludedText, IncludeRequest } from './resolve.ts';
import type { IncludeNode, ObjectNode } from './syntax.ts';
import { utf8Length } from './text-size.ts';
import type { Origin } from './values.ts';

/** Fetches what include statements name, through the caller's loader, and keeps it within the limits. */
export class IncludeLoader {
  readonly errors: HoconError[];
  readonly #limits: Limits;
  readonly #ask: ((request: IncludeRequest) => IncludeAnswer) | undefined;
  readonly #blamed = new Set<Origin>();
  #bytes: number;

  constructor(
    errors: HoconError[],
    limits: Limits,
    ask: ((request: IncludeRequest) => IncludeAnswer) | undefined,
    bytes: number,
  ) {
    this.errors = errors;
    this.#limits = limits;
    this.#ask = ask;
    this.#bytes = bytes;
  }

  /** Reads the texts of an include statement and hands each one's root to `add`, in order. */
  load(node: IncludeNode, place: Place, add: (root: ObjectNode, place: Place) => void): void {
    const { document } = place.source;
    const { kind, name, required } = node;
    const origin = originOf(node, place.source);
    if (place.documents.length > this.#limits.include_depth) {
      this.#fail('limit-includes', origin, this.#limits.include_depth);
      return;
    }
    const answer = this.#ask ? this.#ask({ kind, name, required, document }) : 'refused';
    if (answer === 'refused') this.#fail('include-refused', origin, name);
    else if (answer === 'missing' || answer.length === 0) {
      if (required) this.#fail('include-missing', origin, name);
    } else for (const included of answer) this.#add(included, origin, place, add);
  }

  #add(
    text: IncludedText,
    origin: Origin,
    place: Place,
    add: (root: ObjectNode, place: Place) => void,
  ): void {
    const { document } = text;
    if (place.documents.includes(document)) {
      this.#fail('include-cycle', origin, document);
      return;
    }
    this.#bytes += utf8Length(text.text);
    if (this.#bytes > this.#limits.text_bytes) {
      this.#fail('limit-text', origin, this.#limits.text_bytes);
      return;
    }
    const { tree, errors } = parse(text.text, { document, lossless: false, limits: this.#limits });
    for (const error of errors) if (this.errors.length < this.#limits.errors) this.errors.push(error);
    if (tree.root.type === 'array') {
      this.#fail('include-not-object', origin, document);
      return;
    }
    add(tree.root, {
      ...place,
      source: { document, text: text.text },
      prefix: place.home.path(),
      documents: [...place.documents, document],
      arrayInclude: place.arrayInclude ?? (place.inArray ? origin : undefined),
    });
  }

  /** Blames an include inside a list when its text has a substitution: no path leads to where it would look. */
  noteSubstitution(place: { readonly arrayInclude: Origin | undefined; readonly home: ObjectExpr }): void {
    const origin = place.arrayInclude;
    if (!origin || this.#blamed.has(origin)) return;
    this.#blamed.add(origin);
    this.#fail('include-in-array', origin);
  }

  #fail(code: HoconErrorCode, origin: Origin, detail?: string | number): void {
    if (this.errors.length < this.#limits.errors) this.errors.push(makeError(code, origin, detail));
  }
}

import type { Budget } from './budget.ts';
import type { Place } from './build.ts';
import type { ObjectExpr } from './model.ts';
import { originOf } from './origin.ts';
import { parse } from './parse.ts';
import type { IncludeAnswer, IncludedText, IncludeRequest } from './resolve.ts';
import type { IncludeNode, ObjectNode } from './syntax.ts';
import { utf8Length } from './text-size.ts';
import type { Origin } from './values.ts';

/** Fetches what include statements name, through the caller's loader, and keeps it within the limits. */
export class IncludeLoader {
  readonly #budget: Budget;
  readonly #ask: ((request: IncludeRequest) => IncludeAnswer) | undefined;
  readonly #blamed = new Set<Origin>();
  /** Size of all texts so far. */
  #bytes: number;

  constructor(budget: Budget, ask: ((request: IncludeRequest) => IncludeAnswer) | undefined, bytes: number) {
    this.#budget = budget;
    this.#ask = ask;
    this.#bytes = bytes;
  }

  /** Reads the texts of an include statement and hands each one's root to `add`, in order. */
  load(node: IncludeNode, place: Place, add: (root: ObjectNode, place: Place) => void): void {
    const { document } = place.source;
    const { kind, name, required } = node;
    const origin = originOf(node, place.source);
    if (place.documents.length > this.#budget.limits.include_depth) {
      this.#budget.fail('limit-includes', origin, this.#budget.limits.include_depth);
      return;
    }
    const answer = this.#ask ? this.#ask({ kind, name, required, document }) : 'refused';
    if (answer === 'refused') this.#budget.fail('include-refused', origin, name);
    else if (answer === 'missing' || answer.length === 0) {
      if (required) this.#budget.fail('include-missing', origin, name);
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
      this.#budget.fail('include-cycle', origin, document);
      return;
    }
    this.#bytes += utf8Length(text.text);
    if (this.#bytes > this.#budget.limits.text_bytes) {
      this.#budget.fail('limit-text', origin, this.#budget.limits.text_bytes);
      return;
    }
    const { tree, errors } = parse(text.text, { document, lossless: false, limits: this.#budget.limits });
    this.#budget.errors.push(
      ...errors.slice(0, Math.max(0, this.#budget.limits.errors - this.#budget.errors.length)),
    );
    if (tree.root.type === 'array') {
      this.#budget.fail('include-not-object', origin, document);
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
    this.#budget.fail('include-in-array', origin);
  }
}

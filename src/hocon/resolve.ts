import type { HoconError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { IncludeKind, SyntaxTree } from './syntax.ts';
import type { ResolvedValue } from './values.ts';

export interface IncludeRequest {
  /** How the include names its resource; `any` is `include "name"`. */
  readonly kind: IncludeKind;
  readonly name: string;
  readonly required: boolean;
  /** Name of the document that holds the include. */
  readonly document: string;
}

export interface IncludedText {
  /** Name for origins; the same name again inside itself is a cycle. */
  readonly document: string;
  readonly text: string;
}

/** What an include loader answers: texts in merge order (last wins), `missing`, or `refused`. */
export type IncludeAnswer = readonly IncludedText[] | 'missing' | 'refused';

export interface ResolveOptions {
  /** A variable's value, or undefined. Asked only for what the documents do not set. Default: none is set. */
  readonly env?: (name: string) => string | undefined;
  /** Default: every include is refused. */
  readonly include?: (request: IncludeRequest) => IncludeAnswer;
  /** `keep` leaves substitutions nobody defines in the value as expressions; default `error`. */
  readonly unresolved?: 'error' | 'keep';
  readonly limits?: Partial<Limits>;
}

export interface Resolved {
  /** Absent when there is an error. */
  readonly value?: ResolvedValue;
  readonly errors: readonly HoconError[];
}

/** Resolves one document, or several as if each continued the one before (substitutions see all; last wins). */
export function resolve(_trees: SyntaxTree | readonly SyntaxTree[], _options: ResolveOptions = {}): Resolved {
  throw new Error('not built yet');
}

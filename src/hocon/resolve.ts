import { Budget, LimitReached } from './budget.ts';
import { Builder, type Place } from './build.ts';
import type { HoconError } from './errors.ts';
import { Evaluator } from './evaluate.ts';
import { IncludeLoader } from './include.ts';
import { type LazyValue, lazyOf } from './lazy.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { Materializer } from './materialize.ts';
import { ObjectExpr } from './model.ts';
import { originOf } from './origin.ts';
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
export function resolve(trees: SyntaxTree | readonly SyntaxTree[], options: ResolveOptions = {}): Resolved {
  const list = 'length' in trees ? trees : [trees];
  const first = list[0];
  if (!first) return { errors: [] };
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const errors: HoconError[] = [];
  const budget = new Budget(limits, errors, originOf(first.root, first));
  try {
    const size = list.reduce((sum, tree) => sum + tree.text.length, 0);
    if (size > limits.text_bytes) {
      throw budget.reached('limit-text', limits.text_bytes);
    }
    const value = resolveAll(list, options, budget, size);
    if (errors.length === 0 && value) return { value, errors };
  } catch (thrown) {
    if (!(thrown instanceof LimitReached)) throw thrown;
    errors.push(thrown.error);
  }
  return { errors };
}

function resolveAll(
  trees: readonly SyntaxTree[],
  options: ResolveOptions,
  budget: Budget,
  size: number,
): ResolvedValue | undefined {
  const builder = new Builder(new IncludeLoader(budget, options.include, size));
  const root = new ObjectExpr(budget.origin, undefined, '', false);
  let value: LazyValue = lazyOf(root);
  const kind = trees[0]?.root.type;
  for (const tree of trees) {
    const place: Place = {
      source: tree,
      prefix: [],
      home: root,
      key: '',
      inArray: false,
      lists: undefined,
      documents: [tree.document],
      arrayInclude: undefined,
    };
    if (tree.root.type !== kind) {
      const origin = originOf(tree.root, tree);
      budget.fail('merge-root-kinds', origin);
    } else if (tree.root.type === 'object') builder.addObject(tree.root, place);
    else value = builder.list(tree.root, place);
  }
  if (budget.errors.length > 0) return undefined;
  const evaluator = new Evaluator(root, budget, options);
  return new Materializer(evaluator, budget).finish(value);
}

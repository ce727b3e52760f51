/** What one call may cost. Every limit ends in a positioned error whose code begins with `limit-`. */
export interface Limits {
  /** Nesting of objects and arrays, in the text and in the resolved value; also elements of one path. */
  readonly depth: number;
  /** UTF-8 bytes of all texts of one call together, included documents too. */
  readonly text_bytes: number;
  /** Substitutions evaluated in one `resolve`. */
  readonly steps: number;
  /** Compact JSON bytes of the resolved value; a shared subtree counts each time it appears. */
  readonly result_bytes: number;
  /** Values in the resolved value; a shared subtree counts each time it appears. */
  readonly result_nodes: number;
  /** Includes nested in includes. */
  readonly include_depth: number;
  /** Errors reported by one call; the last one then says that there are more. */
  readonly errors: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 200,
  text_bytes: 4 * 1024 * 1024,
  steps: 100_000,
  result_bytes: 16 * 1024 * 1024,
  result_nodes: 1_000_000,
  include_depth: 30,
  errors: 200,
};

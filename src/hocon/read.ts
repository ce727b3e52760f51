import type { ParseOptions } from './parse.ts';
import type { Resolved, ResolveOptions } from './resolve.ts';

/** The fast way from text to value: parse without the lossless tree, then resolve. */
export function read(_text: string, _options: ParseOptions & ResolveOptions = {}): Resolved {
  throw new Error('not built yet');
}

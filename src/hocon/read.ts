import { type ParseOptions, parse } from './parse.ts';
import { type Resolved, type ResolveOptions, resolve } from './resolve.ts';

/** The fast way from text to value: parse without the lossless tree, then resolve. */
export function read(text: string, options: Omit<ParseOptions, 'lossless'> & ResolveOptions = {}): Resolved {
  const { tree, errors } = parse(text, { ...options, lossless: false });
  return errors.length > 0 ? { errors } : resolve(tree, options);
}

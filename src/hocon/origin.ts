import type { Span } from './syntax.ts';
import type { Origin } from './values.ts';

/** A place in a document, as an origin. */
export function originOf(
  { from, to, line, column }: Span,
  { document }: { readonly document: string },
): Origin {
  return { document, from, to, line, column };
}

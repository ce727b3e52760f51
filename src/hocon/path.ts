/** The elements of a path expression (`a."b.c".d`), or undefined when it is not one. */
export function parsePath(_text: string): string[] | undefined {
  throw new Error('not built yet');
}

/** Elements as a path expression, quoted where needed. */
export function renderPath(_elements: readonly string[]): string {
  throw new Error('not built yet');
}

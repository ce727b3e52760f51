type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deeper than any title of Plotly stands. */
const DEEPEST = 8;

/**
 * Titles in the form that Plotly reads today: `title: "x"` with its `titlefont` and `titleside` beside it, which it read
 * until its second version and the SDK still writes, become `title: { text, font, side }`. Lists stay as they are.
 */
export function modernTitles(tree: Tree, depth = 0): Tree {
  if (depth > DEEPEST) return tree;
  const { titlefont, titleside, ...rest } = tree;
  const entries = Object.entries(rest).map(([name, value]) => [
    name,
    isTree(value) ? modernTitles(value, depth + 1) : value,
  ]);
  const modern = Object.fromEntries(entries) as Tree;
  const old = {
    ...(isTree(titlefont) && { font: titlefont }),
    ...(titleside !== undefined && { side: titleside }),
  };
  if (typeof modern.title === 'string') modern.title = { ...old, text: modern.title };
  else if (isTree(modern.title)) modern.title = { ...old, ...modern.title };
  return modern;
}

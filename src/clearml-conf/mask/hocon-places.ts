import { scan } from '../../hocon/scan.ts';
import type { SyntaxTree } from '../../hocon/syntax.ts';
import { COMMENT } from '../../hocon/token-kinds.ts';
import { followReferences } from './follow-references.ts';
import { type PlaceNode, placeTree } from './hocon-tree.ts';
import { commentPlace, type SecretPlace } from './place.ts';
import { isSecretStanding, pathOf, type SecretNames } from './secret-names.ts';
import { looksSecret } from './secret-values.ts';

/** What has to be masked in a sound HOCON or JSON text, in no order. */
export function hoconPlaces(tree: SyntaxTree, names: SecretNames): SecretPlace[] {
  const places = placeTree(tree, names);
  const followed = followReferences(places, names);
  const found: SecretPlace[] = places.loose.map(({ from, to, path }) => ({
    kind: 'value',
    path: pathOf(path),
    from,
    to,
  }));
  collect(places.root, !followed, found);
  addComments(tree.text, found);
  return found;
}

function collect(node: PlaceNode, everything: boolean, found: SecretPlace[]): void {
  const isSecret = everything || node.reached !== 'no' || isSecretStanding(node.standing);
  const path = node.scalars.length > 0 ? pathOf(node.standing) : [];
  for (const { from, to, value } of node.scalars) {
    if (isSecret || looksSecret(value)) found.push({ kind: 'value', path, from, to });
  }
  for (const child of node.children.values()) if (child !== node) collect(child, everything, found);
}

function addComments(text: string, found: SecretPlace[]): void {
  const { kinds, starts, count } = scan(text);
  for (let index = 0; index < count; index += 1) {
    if (kinds[index] !== COMMENT) continue;
    const place = commentPlace(text, starts[index] ?? 0, starts[index + 1] ?? text.length);
    if (place) found.push(place);
  }
}

import type { PlaceNode, PlaceTree } from './hocon-tree.ts';
import { isSecretStanding, pathOf, type SecretNames } from './secret-names.ts';

/** Texts need a handful of steps; beyond this every scalar counts as secret. */
const MOST_STEPS = 200_000;
const LONGEST_PATH = 400;

type Wanted = { path: readonly string[]; all: boolean };

/**
 * Marks what secrets are made from: where a secret place refers to another path, what stands there is secret too,
 * through any number of references and through objects taken over whole. Returns false when that took too long.
 */
export function followReferences(tree: PlaceTree, names: SecretNames): boolean {
  if (!tree.hasReferences) return true;
  const following = new Following(tree.root);
  for (const path of names.markedPaths) following.want({ path, all: true });
  following.want({ path: ['files', '*', 'contents'], all: true });
  following.start(tree.root);
  return following.run();
}

class Following {
  private readonly root: PlaceNode;
  private readonly queue: Wanted[] = [];
  private readonly known = new Set<string>();
  private steps = 0;

  constructor(root: PlaceNode) {
    this.root = root;
  }

  want(wanted: Wanted): void {
    const name = JSON.stringify([wanted.all, ...wanted.path]);
    if (this.known.has(name)) return;
    this.known.add(name);
    this.queue.push(wanted);
    this.steps += wanted.path.length;
    if (wanted.path.length > LONGEST_PATH) this.steps = MOST_STEPS + 1;
  }

  /** Begins with all places that are secret by name. */
  start(node: PlaceNode): void {
    const { standing } = node;
    if (isSecretStanding(standing)) {
      const all = standing.marked || standing.named;
      this.want({ path: pathOf(standing), all });
      if (all) return;
    }
    for (const child of node.children.values()) if (child !== node) this.start(child);
  }

  run(): boolean {
    for (let wanted = this.queue.pop(); wanted; wanted = this.queue.pop()) {
      if (this.steps > MOST_STEPS) return false;
      this.reach(wanted);
    }
    return this.steps <= MOST_STEPS;
  }

  /** Goes down a path; every object on the way may come from elsewhere. `*` stands for any key. */
  private reach({ path, all }: Wanted): void {
    let nodes = [this.root];
    for (const [index, step] of path.entries()) {
      for (const node of nodes) this.goThrough(node, path.slice(index), all);
      nodes = nodes.flatMap((node) =>
        step === '*' ? [...node.children.values()] : (node.children.get(step) ?? []),
      );
      this.steps += nodes.length;
    }
    for (const node of nodes) this.mark(node, all);
  }

  private goThrough(node: PlaceNode, rest: readonly string[], all: boolean): void {
    for (const reference of node.references) this.want({ path: [...reference, ...rest], all });
  }

  private mark(first: PlaceNode, all: boolean): void {
    const nodes = [first];
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      if (node.reached === 'all' || (!all && node.reached === 'here')) continue;
      node.reached = all ? 'all' : 'here';
      this.goThrough(node, [], all);
      this.steps += 1;
      if (all) for (const child of node.children.values()) if (!child.standing.plain) nodes.push(child);
    }
  }
}

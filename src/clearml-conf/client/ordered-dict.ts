import { ClientFailure } from './failure.ts';
import type { Key, Node } from './node.ts';

type Slot = { key: Key; value: Node };

/** Python holds `1` and `1.0` for the same key. */
export const slotName = (key: Key): Key =>
  typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key;

/** Python's insertion-ordered dictionary, with its refusal to be walked while its keys change. */
export class OrderedDict {
  private readonly slots = new Map<Key, Slot>();
  private changes = 0;

  get size(): number {
    return this.slots.size;
  }

  find(key: Key): Node | undefined {
    return this.slots.get(slotName(key))?.value;
  }

  has(key: Key): boolean {
    return this.slots.has(slotName(key));
  }

  set(key: Key, value: Node): void {
    const name = slotName(key);
    const slot = this.slots.get(name);
    if (slot) {
      slot.value = value;
      return;
    }
    this.slots.set(name, { key, value });
    this.changes += 1;
  }

  delete(key: Key): void {
    if (!this.slots.delete(slotName(key)))
      throw new ClientFailure('wrong-type', 'A key to remove is not there.');
    this.changes += 1;
  }

  keys(): Key[] {
    return Array.from(this.slots.values(), (slot) => slot.key);
  }

  values(): Node[] {
    return Array.from(this.slots.values(), (slot) => slot.value);
  }

  /** Walks the keys; fails, as Python does, when a key came or went before the last one was reached. */
  *walk(): Generator<Key> {
    const before = this.changes;
    for (const key of this.keys()) {
      if (this.changes !== before)
        throw new ClientFailure('wrong-type', 'Keys changed while they were being read.');
      yield key;
    }
  }
}

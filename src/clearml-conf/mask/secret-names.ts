import { parsePath } from '../../hocon/path.ts';
import { findKnownKey } from '../known-keys.ts';
import { nameKind } from './secret-words.ts';

/** What the way to a place says of the scalars there. */
export type Standing = {
  readonly parent: Standing | undefined;
  readonly key: string;
  /** The keys so far with dots between them. */
  readonly dotted: string;
  /** The writer marked this place, or one above. */
  readonly marked: boolean;
  /** A name on the way says that all here and below is secret. */
  readonly named: boolean;
  /** The last name says that a scalar here is secret. */
  readonly credentials: boolean;
  /** A setting of ClearML's that only sounds secret, such as the seconds a token lasts. */
  readonly plain: boolean;
};

const ROOT: Standing = {
  parent: undefined,
  key: '',
  dotted: '',
  marked: false,
  named: false,
  credentials: false,
  plain: false,
};

const isIndex = (step: string) => /^(\d+|\[\d*\])$/.test(step);

/** Keys on the way to a place, outermost first. */
export function pathOf(standing: Standing): string[] {
  const path: string[] = [];
  for (let at = standing; at.parent; at = at.parent) path.push(at.key);
  return path.reverse();
}

/** A path without the places in lists, which say nothing about secrets. */
export function withoutIndexes(path: readonly string[]): string[] {
  return path.filter((step) => !isIndex(step)).map((step) => step.replace(/\[\d*\]$/, ''));
}

/** Which places hold secrets, by their names and by what the writer marked. */
export class SecretNames {
  readonly root = ROOT;
  /** Dotted paths the writer marked. */
  readonly markedPaths: readonly (readonly string[])[];
  private readonly keys: ReadonlySet<string>;
  private readonly dotted: ReadonlySet<string>;

  constructor(secretKeys: readonly string[] = []) {
    const written = secretKeys.filter((key) => key.trim() !== '');
    const paths = written.map((key) => parsePath(key) ?? key.split('.'));
    // A key may hold dots itself, so a marked path is also the name of a key.
    this.keys = new Set([...written, ...paths.map((path) => (path.length === 1 ? (path[0] ?? '') : ''))]);
    this.markedPaths = paths.filter((path) => path.length > 1).map(withoutIndexes);
    this.dotted = new Set(this.markedPaths.map((path) => path.join('.')));
  }

  /** Goes one key further. A place in a list is its list's. */
  below(parent: Standing, key: string): Standing {
    if (isIndex(key)) return this.keys.has(key) ? { ...parent, marked: true } : parent;
    const dotted = parent.parent ? `${parent.dotted}.${key}` : key;
    const kind = nameKind(key);
    const inFiles = parent.dotted === 'files' || parent.dotted.startsWith('files.');
    const step: Standing = {
      parent,
      key,
      dotted,
      marked: parent.marked || (key !== '' && this.keys.has(key)) || this.dotted.has(dotted),
      named: parent.named || kind === 'secret' || (inFiles && key === 'contents'),
      credentials: kind === 'credentials',
      plain: false,
    };
    return step.named && isPlainSetting(step) ? { ...step, named: false, plain: !step.marked } : step;
  }
}

function isPlainSetting(standing: Standing): boolean {
  if (!/^(sdk|agent|api)\./.test(standing.dotted)) return false;
  const type = findKnownKey(pathOf(standing))?.type;
  return type === 'whole' || type === 'number' || type === 'size' || type === 'list';
}

/** True where a scalar must be masked by the name of its place. */
export const isSecretStanding = ({ marked, named, credentials }: Standing): boolean =>
  marked || named || credentials;

/**
 * True when a scalar at this path is masked by its names: those that sound secret, `contents` below `files`, and
 * those in `secretKeys` (a key's name anywhere, or a dotted path with all below it). Places in lists do not count.
 */
export function isSecretPath(path: readonly string[], secretKeys: readonly string[] = []): boolean {
  const names = new SecretNames(secretKeys);
  return isSecretStanding(
    path.reduce((at, step) => names.below(at, step.replace(/\[\d*\]$/, '') || '0'), names.root),
  );
}

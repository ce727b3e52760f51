import { Lexer } from 'yaml';
import type { ResolvedValue } from '../../hocon/values.ts';
import { commentPlace, type SecretPlace } from './place.ts';
import { isSecretStanding, pathOf, type SecretNames, type Standing } from './secret-names.ts';
import { announcesSecret, looksSecret } from './secret-values.ts';

/** What has to be masked in a sound YAML text, in no order; undefined when its comments cannot be told. */
export function yamlPlaces(
  text: string,
  value: ResolvedValue,
  names: SecretNames,
): SecretPlace[] | undefined {
  const values = new ValuePlaces(text, names);
  values.add(value, names.root, false);
  const comments = yamlComments(text);
  return comments && [...values.found.values(), ...comments];
}

class ValuePlaces {
  /** By offset: what is anchored may be met again at each alias, and is secret if it is so at one of them. */
  readonly found = new Map<number, SecretPlace>();
  private readonly text: string;
  private readonly names: SecretNames;

  constructor(text: string, names: SecretNames) {
    this.text = text;
    this.names = names;
  }

  add(value: ResolvedValue, at: Standing, announced: boolean): void {
    if (value.kind === 'object') {
      for (const [key, field] of value.fields) this.add(field, this.names.below(at, key), announced);
    } else if (value.kind === 'array') {
      let isNext = false;
      for (const element of value.elements) {
        this.add(element, at, announced || isNext);
        isNext = !isNext && element.kind === 'string' && announcesSecret(element.value);
      }
    } else if (value.kind === 'string' || value.kind === 'number') {
      const text = String(value.value);
      if (text.trim() === '') return;
      if (announced || isSecretStanding(at) || looksSecret(text)) this.scalar(value.origin, text, at);
    }
  }

  private scalar({ from, to }: { from: number; to: number }, value: string, at: Standing): void {
    if (this.found.has(from)) return;
    let end = to;
    // The line end that closes a block of lines stays, so that what follows keeps its own line.
    if (/[|>]/.test(this.text[from] ?? '')) while (/\s/.test(this.text[end - 1] ?? '')) end -= 1;
    const place: SecretPlace = { kind: 'value', path: pathOf(at), from, to: end };
    // What lines mean can depend on the indentation around them, so the same lines elsewhere are another secret.
    const isLines = this.text.slice(from, end).includes('\n');
    this.found.set(from, isLines ? { ...place, sense: value.trimEnd() } : place);
  }
}

const MARKS = new Set(['\u0002', '\u0018', '\u001f']);
const SCALAR_FOLLOWS = '\u001f';

/** The comments of a YAML text; undefined when the lexer's tokens do not make up the text. */
function yamlComments(text: string): SecretPlace[] | undefined {
  const found: SecretPlace[] = [];
  if (!text.includes('#')) return found;
  let at = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isScalar = before === SCALAR_FOLLOWS;
    before = isScalar ? '' : token;
    if (!isScalar && MARKS.has(token)) continue;
    if (!text.startsWith(token, at)) return undefined;
    if (!isScalar && token.startsWith('#')) {
      const place = commentPlace(text, at, at + token.length);
      if (place) found.push(place);
    }
    at += token.length;
  }
  return at === text.length ? found : undefined;
}

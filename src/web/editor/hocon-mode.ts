import { StreamLanguage, type StringStream } from '@codemirror/language';

/** Where the mode stands between two tokens: open brackets, and what is expected next. */
export type HoconState = {
  open: ('{' | '[')[];
  /** Behind a separator: what follows is a value until the line, the comma or the bracket ends. */
  inValue: boolean;
  /** Something of the value has been read, so the end of the line ends it. */
  hasValue: boolean;
  inTriple: boolean;
};

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const WORD = /^(?:[^\s"$:={}[\],+#`^?!@*&\\/]|\/(?!\/))+/;

/** Colours HOCON as its specification reads it: keys, texts, numbers, comments, substitutions, includes. */
export const hoconMode = StreamLanguage.define<HoconState>({
  name: 'hocon',
  startState: () => ({ open: [], inValue: false, hasValue: false, inTriple: false }),
  copyState: (state) => ({ ...state, open: [...state.open] }),
  token: hoconToken,
  indent: (state, after, { unit }) => {
    const closing = /^\s*[}\]]/.test(after) ? 1 : 0;
    return state.inTriple ? null : Math.max(0, state.open.length - closing) * unit;
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['{', '[', '"', '"""'] } },
});

/** Reads one token and says its kind, in the names of @lezer/highlight; null for white space and bare brackets. */
export function hoconToken(stream: StringStream, state: HoconState): string | null {
  if (stream.sol()) endOfLine(state);
  if (state.inTriple) return readTriple(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match(/^(#|\/\/)/)) {
    stream.skipToEnd();
    return 'comment';
  }
  if (stream.match(/^\$\{\??[^}]*\}?/)) return filled(state, 'variableName.special');
  const bracket = stream.match(/^[{}[\]]/) as RegExpMatchArray | null;
  if (bracket) return readBracket(bracket[0], state);
  if (stream.match(/^(\+=|[:=])/)) {
    state.inValue = true;
    state.hasValue = isList(state);
    return 'punctuation';
  }
  if (stream.eat(',')) {
    state.inValue = isList(state);
    return 'punctuation';
  }
  return readText(stream, state);
}

const isList = (state: HoconState) => state.open.at(-1) === '[';

function endOfLine(state: HoconState): void {
  if (state.inTriple || isList(state)) return;
  if (state.hasValue) state.inValue = false;
}

function filled(state: HoconState, kind: string): string {
  state.hasValue = true;
  return kind;
}

function readBracket(bracket: string, state: HoconState): string {
  if (bracket === '{' || bracket === '[') {
    state.open.push(bracket);
    state.inValue = bracket === '[';
    state.hasValue = false;
  } else {
    state.open.pop();
    state.inValue = true;
    state.hasValue = true;
  }
  return 'bracket';
}

function readTriple(stream: StringStream, state: HoconState): string {
  if (stream.skipTo('"""')) {
    stream.match(/^"{3,}/);
    state.inTriple = false;
  } else stream.skipToEnd();
  return 'string';
}

function readText(stream: StringStream, state: HoconState): string {
  const isKey = !state.inValue && !isList(state);
  if (stream.match('"""')) {
    state.inTriple = true;
    return filled(state, readTriple(stream, state));
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return isKey ? 'propertyName' : filled(state, 'string');
  if (isKey && stream.match(/^include(?=\s*("|file\(|url\(|classpath\(|package\(|required\())/)) {
    state.inValue = true;
    return 'keyword';
  }
  const word = stream.match(WORD) as RegExpMatchArray | null;
  if (!word) {
    stream.next();
    return 'invalid';
  }
  if (isKey) return 'propertyName';
  state.hasValue = true;
  return wordKind(word[0], stream);
}

/** A word alone is what it looks like; beside other words it is text. */
function wordKind(word: string, stream: StringStream): string {
  const isAlone =
    stream.match(/^\s*(?=$|[,}\]#]|\/\/)/, false) && /(^|[\s:=,[{])$/.test(before(stream, word));
  if (!isAlone) return 'string';
  if (word === 'true' || word === 'false') return 'bool';
  if (word === 'null') return 'null';
  return NUMBER.test(word) ? 'number' : 'string';
}

const before = (stream: StringStream, word: string) =>
  stream.string.slice(Math.max(0, stream.pos - word.length - 1), stream.pos - word.length);

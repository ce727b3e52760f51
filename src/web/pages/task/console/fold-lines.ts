import { compare, type LinePlace, type LogLine } from './log-window.ts';

/** One line of text. */
export interface Row extends LinePlace {
  key: string;
  text: string;
  level: string;
  /** Which lines stand here: of a progress bar all of its states, else the one. */
  from: LinePlace;
  /** Earlier states that this one replaced and that are not shown. */
  hidden: number;
  /** Names the progress bar, to show all of its states. */
  bar: string;
  /** The first of all the states of a bar. */
  opened: boolean;
}

const keyOf = ({ timestamp, index }: LinePlace) => `${timestamp}.${index}`;

/** Longer lines are cut: laying out a million characters in one stops the page. */
const LONGEST = 10_000;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} … (line cut)` : text);

interface Piece {
  /** States that a terminal would show in one place after each other; the last one stays. */
  states: string[];
  /** Begins by going back to the beginning of the line before. */
  goesBack: boolean;
  /** Ends by going back: what comes next replaces it. */
  endsBack: boolean;
}

/** One line of text with its carriage returns. */
function pieceOf(text: string): Piece {
  const parts = text.split('\r');
  const goesBack = parts.length > 1 && parts[0] === '';
  const endsBack = parts.length > 1 && parts.at(-1) === '';
  const states = parts.filter((part) => part !== '');
  return { states: states.length > 0 ? states : [''], goesBack, endsBack };
}

const pieces = new WeakMap<LogLine, Piece[]>();

function piecesOf(line: LogLine): Piece[] {
  const known = pieces.get(line);
  if (known) return known;
  const texts = line.msg.replace(/\r?\n$/, '').split('\n');
  // a carriage return before a line's end is only how some systems end lines
  const made = texts.map((text, i) => pieceOf(i < texts.length - 1 ? text.replace(/\r$/, '') : text));
  pieces.set(line, made);
  return made;
}

/**
 * Lines of text of a console. Where a program wrote over a line again and again, only what stood there last is shown,
 * unless its bar is among `opened`.
 */
export function rowsOf(lines: readonly LogLine[], opened: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  /** The bar whose last state is the last row, while it can be written over. */
  let bar: string | undefined;
  let isBack = false;
  for (const line of lines) {
    const { timestamp, index, level } = line;
    const key = keyOf(line);
    for (const [i, { states, goesBack, endsBack }] of piecesOf(line).entries()) {
      const goesOn = bar !== undefined && i === 0 && (goesBack || isBack);
      const name: string = goesOn && bar !== undefined ? bar : `${key}.${i}`;
      const common = { timestamp, index, level, bar: name };
      if (opened.has(name)) {
        for (const [n, text] of states.entries()) {
          const own = { from: { timestamp, index }, hidden: 0, opened: !goesOn && n === 0 };
          rows.push({ ...common, ...own, key: `${key}.${i}.${n}`, text: cut(text) });
        }
      } else {
        const before = goesOn ? rows.pop() : undefined;
        const hidden = (before ? before.hidden + 1 : 0) + states.length - 1;
        const from = before?.from ?? { timestamp, index };
        const text = cut(states.at(-1) ?? '');
        rows.push({ ...common, from, hidden, opened: false, key: `${key}.${i}`, text });
      }
      bar = goesBack || endsBack || states.length > 1 ? name : undefined;
      isBack = endsBack;
    }
  }
  return rows;
}

/** The first row of where a line stands; the next one where there is none any more. */
export function rowAt(rows: readonly Row[], place: LinePlace): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(rows[middle] as Row, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

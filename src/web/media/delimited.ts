export interface Delimited {
  rows: string[][];
  /** More rows follow than were asked for. */
  more: boolean;
}

/** The separator of a table's text: a tab, semicolon or comma, whichever its first line has most of. */
export function separatorOf(text: string): string {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const counted = [',', '\t', ';'].map((mark) => ({ mark, times: line.split(mark).length }));
  return counted.reduce((best, each) => (each.times > best.times ? each : best)).mark;
}

/**
 * Reads comma or tab separated text: quoted cells may hold separators, line ends and doubled quotes. A quote inside a
 * cell that does not begin with one is an ordinary character. `whole` is false where the text was cut: its last row is
 * then left out, since it may be incomplete.
 */
export function readDelimited(
  text: string,
  separator: string,
  { most, whole }: { most: number; whole: boolean },
): Delimited {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length && rows.length <= most) {
    const cell = readCell(text, at, separator);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    const last = at >= text.length;
    const blank = row.length === 1 && row[0] === '';
    if (!blank && !(last && !whole)) rows.push(row);
    row = [];
    if (last) break;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return { rows: rows.slice(0, most), more: rows.length > most };
}

/** One cell from `at`; `end` is where its separator, line end or the text's end stands. */
function readCell(text: string, at: number, separator: string): { value: string; end: number } {
  if (text[at] !== '"') {
    const end = endOfCell(text, at, separator);
    return { value: text.slice(at, end), end };
  }
  let value = '';
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return { value: value + text.slice(from), end: text.length };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const end = endOfCell(text, quote + 1, separator);
      return { value: value + text.slice(quote + 1, end), end };
    }
    value += '"';
    from = quote + 2;
  }
}

function endOfCell(text: string, at: number, separator: string): number {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
}

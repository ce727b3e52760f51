/** A piece of a line in one colour and weight. */
export interface Span {
  text: string;
  /** Classes of console.css; empty for plain text. */
  look: string;
}

interface Look {
  /** 0 to 15, as terminals number their colours. */
  front: number | undefined;
  back: number | undefined;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  inverse: boolean;
}

const PLAIN: Look = {
  front: undefined,
  back: undefined,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
};

/** What a terminal takes as a command: colours ("m") are followed, the rest moves a cursor that is not here. */
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\x1b\[([0-9;:]*)([@-~])|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[PX^_][^\x1b]*(?:\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** The sixteen colours as red, green and blue, to find the nearest of any other. */
const COLOURS = [
  ...[0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5],
  ...[0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff],
];

function nearest(red: number, green: number, blue: number): number {
  const far = (colour: number) =>
    (red - (colour >> 16)) ** 2 + (green - ((colour >> 8) & 255)) ** 2 + (blue - (colour & 255)) ** 2;
  let best = 0;
  for (const [i, colour] of COLOURS.entries()) if (far(colour) < far(COLOURS[best] as number)) best = i;
  return best;
}

/** One of the 256 colours of terminals as one of the sixteen. */
function of256(colour: number): number | undefined {
  if (colour < 16) return colour;
  if (colour > 255) return undefined;
  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10;
    return nearest(grey, grey, grey);
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = colour - 16;
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

/** Reads "5;N" or "2;R;G;B" from a place on; gives the colour and how many numbers it took. */
function readColour(codes: readonly number[], at: number): [number | undefined, number] {
  const [kind, a = 0, b = 0, c = 0] = codes.slice(at);
  if (kind === 5) return [of256(a), 2];
  return kind === 2 ? [nearest(a, b, c), 4] : [undefined, 0];
}

const SWITCHES: Record<number, Partial<Look>> = {
  0: PLAIN,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  39: { front: undefined },
  49: { back: undefined },
};

/** The look after a colour command. */
function follow(look: Look, command: string): Look {
  const codes = command.split(/[;:]/).map(Number);
  let next = look;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] as number;
    if (code === 38 || code === 48) {
      const [colour, taken] = readColour(codes, at + 1);
      next = { ...next, [code === 38 ? 'front' : 'back']: colour };
      at += taken;
    } else if (Object.hasOwn(SWITCHES, code)) next = { ...next, ...SWITCHES[code] };
    else if (code >= 30 && code <= 37) next = { ...next, front: code - 30 };
    else if (code >= 40 && code <= 47) next = { ...next, back: code - 40 };
    else if (code >= 90 && code <= 97) next = { ...next, front: code - 82 };
    else if (code >= 100 && code <= 107) next = { ...next, back: code - 92 };
  }
  return next;
}

function classesOf({ front, back, bold, dim, italic, underline, inverse }: Look): string {
  const [ink, ground] = inverse ? [back, front] : [front, back];
  return [
    ink !== undefined && `ink-${ink}`,
    ground !== undefined && `ground-${ground}`,
    inverse && ink === undefined && ground === undefined && 'inverse',
    bold && 'bold',
    dim && 'dim',
    italic && 'italic',
    underline && 'underline',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A line with its colours, and without anything else that only a terminal understands. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let look = PLAIN;
  let from = 0;
  const add = (until: number) => {
    if (until > from) spans.push({ text: text.slice(from, until), look: classesOf(look) });
  };
  for (const found of text.matchAll(ESCAPE)) {
    add(found.index);
    from = found.index + found[0].length;
    if (found[2] === 'm') look = follow(look, found[1] ?? '');
  }
  add(text.length);
  return spans;
}

/** A line without its colours. */
export const plainText = (text: string): string => text.replace(ESCAPE, '');

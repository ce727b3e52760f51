import { useMemo } from 'react';

/** Lines in one block: browsers lay out only the blocks in view. */
const BLOCK = 200;
/** A longer line is cut: laying out a million characters in one stops the page. */
const LONGEST = 10_000;

interface Block {
  numbers: string;
  text: string;
}

/** A text's lines in blocks, with their numbers. */
export function blocksOf(text: string): Block[] {
  const lines = text.split(/\r\n|\n|\r/);
  // the line end of the last line begins no other
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const blocks: Block[] = [];
  for (let from = 0; from < lines.length; from += BLOCK) {
    const some = lines.slice(from, from + BLOCK);
    blocks.push({
      numbers: some.map((_, i) => from + i + 1).join('\n'),
      text: some
        .map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)} … (line cut)` : line))
        .join('\n'),
    });
  }
  return blocks;
}

/** A text with the numbers of its lines. It is only ever text: nothing in it is read as markup. */
export function TextView({ text, label }: { text: string; label: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="lines" aria-label={label} tabIndex={0}>
      {blocks.map((block) => (
        <div className="lines-block" key={block.numbers}>
          <pre className="lines-no" aria-hidden="true">
            {block.numbers}
          </pre>
          <pre>{block.text}</pre>
        </div>
      ))}
    </section>
  );
}

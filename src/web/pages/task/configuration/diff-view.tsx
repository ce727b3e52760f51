import { useMemo, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { type DiffLine, diffLines } from './diff-lines.ts';

/** Lines in one block: browsers lay out only the blocks in view. */
const BLOCK = 200;
const MOST = 20_000;

function blocksOf(lines: readonly DiffLine[]): { at: number; lines: readonly DiffLine[] }[] {
  const count = Math.ceil(lines.length / BLOCK);
  return Array.from({ length: count }, (_, i) => ({ at: i, lines: lines.slice(i * BLOCK, (i + 1) * BLOCK) }));
}

/** A unified diff with its added and cut lines marked; the signs stay, so colour is never alone. */
export function DiffView({ diff, label }: { diff: string; label: string }) {
  const lines = useMemo(() => diffLines(diff), [diff]);
  const [most, setMost] = useState(MOST);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="lines patch" aria-label={label} tabIndex={0}>
        {blocksOf(lines.slice(0, most)).map((block) => (
          <pre className="patch-block" key={block.at}>
            {block.lines.map(({ kind, text }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
              <span className={`patch-${kind}`} key={i}>
                {text}
                {'\n'}
              </span>
            ))}
          </pre>
        ))}
      </section>
      {lines.length > most && (
        <div className="cluster sm quiet">
          <span>
            {most.toLocaleString('en')} of {lines.length.toLocaleString('en')} lines are shown.
          </span>
          <Button size="sm" onClick={() => setMost(most + MOST)}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

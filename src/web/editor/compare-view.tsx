import './editor.css';
import { useMemo, useState } from 'react';
import type { Format } from '../../clearml-conf/read-format.ts';
import { CodeLine } from './code-line.tsx';
import { compareTexts, type GapRow, type LineRow } from './compare-rows.ts';
import { type Painted, paintLines } from './painted-lines.ts';

interface CompareViewProps {
  /** What is compared, such as "Difference from version 12 to 13". */
  label: string;
  before: string;
  after: string;
  format: Format;
}

type Sides = { old: Painted[][]; made: Painted[][] };

/** The difference of two texts, one under the other; equal stretches are folded and open on a press. */
export function CompareView({ label, before, after, format }: CompareViewProps) {
  const rows = useMemo(() => compareTexts(before, after), [before, after]);
  const sides = useMemo(
    () => ({ old: paintLines(before, format), made: paintLines(after, format) }),
    [before, after, format],
  );
  if (before === after) return <p className="diff-same">The two texts are the same.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and keyboards must reach that
    <section className="diff" tabIndex={0} aria-label={label}>
      {rows.map((row) =>
        row.kind === 'gap' ? (
          <Gap key={`gap ${row.rows[0]?.before}`} gap={row} sides={sides} />
        ) : (
          <Row key={`${row.before} ${row.after}`} row={row} sides={sides} />
        ),
      )}
    </section>
  );
}

const SIGNS = { same: ' ', cut: '−', add: '+' } as const;
const WORDS = { same: '', cut: 'cut: ', add: 'added: ' } as const;

function Row({ row, sides }: { row: LineRow; sides: Sides }) {
  const { kind, before, after, changed } = row;
  const line = kind === 'cut' ? sides.old[(before ?? 1) - 1] : sides.made[(after ?? 1) - 1];
  return (
    <div className={kind === 'same' ? undefined : kind}>
      <i>{before}</i>
      <i>{after}</i>
      <u aria-hidden="true">{SIGNS[kind]}</u>
      <b>
        {WORDS[kind] && <span className="sr">{WORDS[kind]}</span>}
        <CodeLine line={line ?? []} changed={changed} />
      </b>
    </div>
  );
}

function Gap({ gap, sides }: { gap: GapRow; sides: Sides }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return gap.rows.map((row) => <Row key={`${row.before}`} row={row} sides={sides} />);
  return (
    <div>
      <i>…</i>
      <i>…</i>
      <u aria-hidden="true"> </u>
      <b>
        <button type="button" className="btn-link" onClick={() => setOpen(true)}>
          {gap.rows.length} equal lines
        </button>
      </b>
    </div>
  );
}

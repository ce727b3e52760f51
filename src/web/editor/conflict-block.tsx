import { useId } from 'react';
import type { Format } from '../../clearml-conf/read-format.ts';
import { Button } from '../ui/button.tsx';
import { CodeLine } from './code-line.tsx';
import type { Decision } from './merge-texts.ts';
import { paintLines } from './painted-lines.ts';

interface ConflictBlockProps {
  name: string;
  line: number;
  base: readonly string[];
  theirs: readonly string[];
  mine: readonly string[];
  format: Format;
  decision: Decision | undefined;
  disabled: boolean;
  onDecide: (decision: Decision) => void;
}

const DECISIONS = [
  ['theirs', 'Take theirs'],
  ['mine', 'Take mine'],
  ['both', 'Both'],
] as const;

/** One place that both changed: the two versions side by side, and what to take. */
export function ConflictBlock({
  name,
  line,
  decision,
  disabled,
  onDecide,
  format,
  ...sides
}: ConflictBlockProps) {
  const heading = useId();
  return (
    <section className="conflict" aria-labelledby={heading}>
      <div className="pane-bar">
        <h3 id={heading}>{name}</h3>
        <span className="xs quiet">line {line}</span>
        <div className="end">
          {DECISIONS.map(([value, words]) => (
            <Button
              key={value}
              size="sm"
              aria-pressed={decision === value}
              aria-describedby={heading}
              disabled={disabled}
              icon={decision === value ? 'check' : undefined}
              onClick={() => onDecide(value)}
            >
              {words}
            </Button>
          ))}
        </div>
      </div>
      <div className="conflict-sides">
        <Side title="Before" lines={sides.base} format={format} />
        <Side title="Theirs" lines={sides.theirs} format={format} />
        <Side title="Mine" lines={sides.mine} format={format} />
      </div>
    </section>
  );
}

function Side({ title, lines, format }: { title: string; lines: readonly string[]; format: Format }) {
  const painted = paintLines(lines.join('\n'), format);
  return (
    <div>
      <h4 className="xs faint">{title}</h4>
      {lines.length === 0 ? (
        <p className="xs faint">no lines</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and keyboards must reach that
        <pre tabIndex={0}>
          {painted.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
            <span key={index}>
              {index > 0 && '\n'}
              <CodeLine line={line} />
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}

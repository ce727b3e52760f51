import './editor.css';
import { useMemo, useState } from 'react';
import type { Format } from '../../clearml-conf/read-format.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { ConflictBlock } from './conflict-block.tsx';
import { conflictsOf, type Decision, mergedText, mergeTexts } from './merge-texts.ts';
import { TextEditor } from './text-editor.tsx';

interface ThreeWayMergeProps {
  /** The text both started from. */
  base: string;
  /** What somebody saved meanwhile. */
  theirs: string;
  /** What is being saved now. */
  mine: string;
  format: Format;
  onResult: (text: string) => void;
  onCancel: () => void;
}

/** Joins two changes of one text: what does not collide is merged, what does is decided here, place by place. */
export function ThreeWayMerge({ base, theirs, mine, format, onResult, onCancel }: ThreeWayMergeProps) {
  const parts = useMemo(() => mergeTexts(base, theirs, mine), [base, theirs, mine]);
  const [decisions, setDecisions] = useState<(Decision | undefined)[]>([]);
  /** The merged text as somebody went on editing it. */
  const [edited, setEdited] = useState<string>();
  const merged = mergedText(parts, decisions);
  const conflicts = conflictsOf(parts, decisions);
  const open = conflicts.filter((_, index) => decisions[index] === undefined).length;
  const decide = (at: number, decision: Decision) =>
    setDecisions(conflicts.map((_, index) => (index === at ? decision : decisions[index])));
  const accept = () => open === 0 && onResult(edited ?? merged);
  return (
    <div className="merge stack">
      <Outcome all={conflicts.length} open={open} />
      {conflicts.map((conflict, index) => (
        <ConflictBlock
          // biome-ignore lint/suspicious/noArrayIndexKey: conflicts are told apart by their order alone
          key={index}
          {...conflict}
          name={`Conflict ${index + 1} of ${conflicts.length}`}
          format={format}
          decision={decisions[index]}
          disabled={edited !== undefined}
          onDecide={(decision) => decide(index, decision)}
        />
      ))}
      <div className="panel">
        <div className="pane-bar">
          <h3>Result</h3>
          {edited !== undefined && (
            <div className="end">
              <Button size="sm" onClick={() => setEdited(undefined)}>
                Undo my edits below
              </Button>
            </div>
          )}
        </div>
        <TextEditor
          label={open > 0 ? 'Result, to be edited when every conflict is decided' : 'Result'}
          text={edited ?? merged}
          format={format}
          readOnly={open > 0}
          onText={(text) => setEdited(text)}
          onSave={accept}
          onCancel={onCancel}
        />
      </div>
      <div className="cluster merge-foot">
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="primary" disabled={open > 0} onClick={accept}>
          OK
        </Button>
      </div>
    </div>
  );
}

function Outcome({ all, open }: { all: number; open: number }) {
  if (all === 0) return <Note tone="ok">Both changes fit together. Look at the result, then save it.</Note>;
  const places = all === 1 ? 'one place' : `${all} places`;
  const left = open === 0 ? 'All are decided.' : `${open} to decide.`;
  return (
    <div role="status">
      <Note tone={open > 0 ? 'warn' : 'ok'}>
        Somebody saved meanwhile, and both of you changed {places}. {left} Everything else is merged below.
      </Note>
    </div>
  );
}

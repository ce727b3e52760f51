import { explain } from '../../../../storage/explain.ts';
import type { Rung } from '../../../../storage/ladder.ts';
import type { Place } from '../../../../storage/place.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { Cure } from '../../doctor/cure.tsx';
import { fixWords } from '../../doctor/fix-words.ts';
import { RUNG_TITLES } from '../../doctor/rung-words.ts';

const STATES: Record<Rung['state'], { icon: IconName; look: string; word: string }> = {
  passed: { icon: 'check', look: 'ok', word: 'passed' },
  broken: { icon: 'stop', look: 'bad', word: 'broken' },
  not_needed: { icon: 'check', look: 'faint', word: 'not needed' },
  not_reached: { icon: 'dots', look: 'faint', word: 'not reached' },
};

interface TestLadderProps {
  rungs: readonly Rung[];
  who: 'browser' | 'server';
  workspace: string;
  /** Id of the entry that cures may correct; left out where none may, or none is stored yet. */
  entry?: string | undefined;
  onFixed?: (() => void) | undefined;
  /** Corrects what is not stored yet. */
  onFix?: ((fix: Partial<Place>) => void) | undefined;
}

function RungLine({
  rung,
  who,
  workspace,
  entry,
  onFixed,
  onFix,
}: Omit<TestLadderProps, 'rungs'> & { rung: Rung }) {
  const { sentence, cure } = explain(rung, { who, origin: window.location.origin });
  const { icon, look, word } = STATES[rung.state];
  const { fix } = cure ?? {};
  return (
    <li className={rung.state === 'not_reached' ? 'rung-line faint' : 'rung-line'}>
      <Icon name={icon} className={look} />
      <div className="grow stack">
        <div>
          <h3>
            {RUNG_TITLES[rung.rung]}
            <span className="sr">: {word}</span>
          </h3>
          {rung.state !== 'not_reached' && <p className="sm quiet breakable">{sentence}</p>}
        </div>
        {rung.state === 'broken' && cure && (
          <Cure
            cure={cure}
            code={rung.code}
            kind={rung.facts.kind}
            workspace={workspace}
            entry={entry}
            onFixed={() => onFixed?.()}
          />
        )}
        {rung.state === 'broken' && fix && onFix && (
          <div>
            <Button icon="check" onClick={() => onFix(fix)}>
              Correct the fields: {fixWords(fix)}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

/** What a test climbed, rung by rung, with the cure at the broken one. */
export function TestLadder({ rungs, ...rest }: TestLadderProps) {
  return (
    <ol className="rungs">
      {rungs.map((rung) => (
        <RungLine key={rung.rung} rung={rung} {...rest} />
      ))}
    </ol>
  );
}

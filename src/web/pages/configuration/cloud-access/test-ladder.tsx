import { explain } from '../../../../storage/explain.ts';
import type { Rung } from '../../../../storage/ladder.ts';
import type { Place } from '../../../../storage/place.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { Tabs } from '../../../ui/tabs.tsx';

const STATES: Record<Rung['state'], { icon: IconName; look: string; word: string }> = {
  passed: { icon: 'check', look: 'ok', word: 'passed' },
  broken: { icon: 'stop', look: 'bad', word: 'broken' },
  not_needed: { icon: 'check', look: 'faint', word: 'not needed' },
  not_reached: { icon: 'dots', look: 'faint', word: 'not reached' },
};

type Cure = NonNullable<ReturnType<typeof explain>['cure']>;

function CureBox({ cure, onFix }: { cure: Cure; onFix: ((fix: Partial<Place>) => void) | undefined }) {
  const { text, paste = [], fix } = cure;
  return (
    <div className="cure">
      <p className="sm">{text}</p>
      {fix && onFix && (
        <div>
          <Button size="sm" icon="check" onClick={() => onFix(fix)}>
            Correct the entry and test again
          </Button>
        </div>
      )}
      {paste.length === 1 && paste[0] && <CodeBlock label={paste[0].where} text={paste[0].text} said="Cure copied" />}
      {paste.length > 1 && (
        <Tabs
          label="Where the bucket lives"
          tabs={paste.map(({ where, text: block }) => ({
            title: where,
            content: <CodeBlock label={where} text={block} said="Cure copied" />,
          }))}
        />
      )}
    </div>
  );
}

interface TestLadderProps {
  rungs: readonly Rung[];
  who: 'browser' | 'server';
  /** Takes over what a cure corrects. */
  onFix?: ((fix: Partial<Place>) => void) | undefined;
}

/** What a test climbed, rung by rung, with the cure at the broken one. */
export function TestLadder({ rungs, who, onFix }: TestLadderProps) {
  return (
    <ol className="rungs">
      {rungs.map((rung) => {
        const { title, sentence, cure } = explain(rung, { who, origin: window.location.origin });
        const { icon, look, word } = STATES[rung.state];
        return (
          <li key={rung.rung} className={rung.state === 'not_reached' ? 'rung-line faint' : 'rung-line'}>
            <Icon name={icon} className={look} />
            <div className="grow">
              <h3>
                {title}
                <span className="sr">: {word}</span>
              </h3>
              {rung.state !== 'not_reached' && <p className="sm quiet">{sentence}</p>}
              {rung.state === 'broken' && cure && <CureBox cure={cure} onFix={onFix} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

import type { explain as explainRung } from '../../../storage/explain.ts';
import type { Rung } from '../../../storage/ladder.ts';
import { Icon } from '../../ui/icon.tsx';
import { Cure } from './cure.tsx';
import type { BothRungs } from './merge-rungs.ts';
import { RUNG_TITLES, wordOf } from './rung-words.ts';

interface LadderProps {
  rungs: readonly BothRungs[];
  explain: typeof explainRung;
  origin: string;
  /** Which sides are still climbing. */
  climbing: { browser: boolean; server: boolean };
  workspace: string;
  onFixed: () => void;
}

type Who = 'browser' | 'server';

const SPOKEN = { pass: 'passed', broken: 'broken', wait: 'not reached' } as const;

/** A whole rung, or one that broke in two. */
function Rails({ broken }: { broken: boolean }) {
  return (
    <div className="rails">
      <svg viewBox="0 0 36 20" aria-hidden="true">
        {broken ? (
          <>
            <path d="m0 6 14 7M36 6 23 15" />
            <path d="m17 17 1.5 3M21 19.5l.5 2" strokeWidth="1.5" />
          </>
        ) : (
          <path d="M1 10h34" />
        )}
      </svg>
    </div>
  );
}

interface SideProps {
  who: 'Browser' | 'Server';
  rung: Rung | undefined;
  climbing: boolean;
}

function Side({ who, rung, climbing }: SideProps) {
  const isBroken = rung?.state === 'broken';
  const through = rung?.state === 'passed' || rung?.state === 'not_needed';
  const word = rung ? wordOf(rung) : climbing ? 'Climbing…' : 'Not asked';
  return (
    <div className="rung-res" data-who={who}>
      <span className="sr">{who}: </span>
      {through && <Icon name="check" className="i-sm ok" />}
      {isBroken && <Icon name="stop" className="i-sm bad" />}
      <span className={isBroken ? 'bad' : through ? undefined : 'faint'}>{word}</span>
    </div>
  );
}

/** What each side has to say about a rung it came to; said once where both say the same. */
function sentencesOf(both: BothRungs, tell: (rung: Rung, who: Who) => string): string[] {
  const [here, there] = (['browser', 'server'] as const).map((who) => {
    const rung = both[who];
    return rung && rung.state !== 'not_reached' ? tell(rung, who) : '';
  });
  if (!here) return there ? [`The server: ${there}`] : [];
  return there && there !== here ? [here, `The server: ${there}`] : [here];
}

/** The cures of a broken rung with what they are about: one for each code, of which one that this page can do wins. */
function curesOf(both: BothRungs, { explain, origin }: Pick<LadderProps, 'explain' | 'origin'>) {
  const cures = (['browser', 'server'] as const).flatMap((who) => {
    const rung = both[who];
    const cure = rung?.state === 'broken' ? explain(rung, { who, origin }).cure : undefined;
    return rung && cure ? [{ cure, code: rung.code, kind: rung.facts.kind }] : [];
  });
  const best = cures.toSorted(
    (one, other) => Number(Boolean(other.cure.fix)) - Number(Boolean(one.cure.fix)),
  );
  return best.filter(({ code }, i) => best.findIndex((one) => one.code === code) === i);
}

interface RungRowProps extends Omit<LadderProps, 'rungs'> {
  both: BothRungs;
  entry: string | undefined;
}

function RungRow({ both, entry, explain, origin, climbing, workspace, onFixed }: RungRowProps) {
  const { rung, state } = both;
  const sentences = sentencesOf(both, (found, who) => explain(found, { who, origin }).sentence);
  return (
    <li className={`rung ${state}`}>
      <Rails broken={state === 'broken'} />
      <div className="rung-text">
        <h3>
          {RUNG_TITLES[rung]}
          <span className="sr">: {SPOKEN[state]}</span>
        </h3>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <Side who="Browser" rung={both.browser} climbing={climbing.browser} />
      <Side who="Server" rung={both.server} climbing={climbing.server} />
      {curesOf(both, { explain, origin }).map((one) => (
        <Cure key={one.code} {...one} workspace={workspace} entry={entry} onFixed={onFixed} />
      ))}
    </li>
  );
}

/** The entry that either side found, or thought the nearest. */
function entryOf(rungs: readonly BothRungs[]): string | undefined {
  const found = rungs.find(({ rung }) => rung === 'entry');
  return found?.browser?.facts.entry || found?.server?.facts.entry || undefined;
}

/** The ladder: a rung for each check, two rails for browser and server, the cure at the rung that broke. */
export function Ladder({ rungs, ...rest }: LadderProps) {
  return (
    <div className="ladder">
      <div className="ladder-cols" aria-hidden="true">
        <span>Rung</span>
        <span>Browser</span>
        <span>Server</span>
      </div>
      <ol>
        {rungs.map((both) => (
          <RungRow key={both.rung} both={both} entry={entryOf(rungs)} {...rest} />
        ))}
      </ol>
    </div>
  );
}

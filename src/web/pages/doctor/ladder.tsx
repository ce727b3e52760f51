import type { Rung } from '../../../storage/ladder.ts';
import { Icon } from '../../ui/icon.tsx';
import { Cure } from './cure.tsx';
import type { BothRungs } from './merge-rungs.ts';
import { RUNG_TITLES, wordOf } from './rung-words.ts';
import type { Explain, Explained } from './walk-query.ts';

export interface LadderProps {
  rungs: readonly BothRungs[];
  explain: Explain;
  origin: string;
  /** Which sides are still climbing. */
  climbing: { browser: boolean; server: boolean };
  url: string;
  workspace: string;
  onFixed: () => void;
}

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
  const word = rung ? wordOf(rung) : climbing ? 'Climbing…' : 'Not climbed';
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
function sentencesOf(
  { browser, server }: BothRungs,
  tell: (who: 'browser' | 'server') => Explained,
): string[] {
  const reached = (rung: Rung | undefined) => rung !== undefined && rung.state !== 'not_reached';
  const here = reached(browser) ? tell('browser').sentence : '';
  const there = reached(server) ? tell('server').sentence : '';
  if (!here) return there ? [`The server: ${there}`] : [];
  return there && there !== here ? [here, `The server: ${there}`] : [here];
}

function RungRow({ both, ...rest }: { both: BothRungs } & Omit<LadderProps, 'rungs'>) {
  const { explain, origin, climbing } = rest;
  const { rung, state } = both;
  const tell = (who: 'browser' | 'server') => {
    const found = both[who];
    return found ? explain(found, { who, origin }) : { title: '', sentence: '' };
  };
  const broken = (['browser', 'server'] as const).filter((who) => both[who]?.state === 'broken');
  const told = broken.map((who) => ({ who, ...tell(who) }));
  const cures = told.filter(
    ({ cure }, i) => cure && told.findIndex((one) => one.cure?.text === cure.text) === i,
  );
  return (
    <li className={`rung ${state}`}>
      <Rails broken={state === 'broken'} />
      <div className="rung-text">
        <h3>
          {RUNG_TITLES[rung]}
          <span className="sr">: {SPOKEN[state]}</span>
        </h3>
        {sentencesOf(both, tell).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <Side who="Browser" rung={both.browser} climbing={climbing.browser} />
      <Side who="Server" rung={both.server} climbing={climbing.server} />
      {cures.map((one) => (
        <Cure key={one.who} explained={one} {...rest} />
      ))}
    </li>
  );
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
          <RungRow key={both.rung} both={both} {...rest} />
        ))}
      </ol>
    </div>
  );
}

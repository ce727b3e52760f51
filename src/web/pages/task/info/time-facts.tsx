import { exactly, useNow, When } from '../../../ui/when.tsx';
import { Fact, Facts, None } from '../facts.tsx';
import type { TaskDocument } from '../task-query.ts';
import { durationText, secondsBetween } from '../task-words.ts';

function Moment({ name, time }: { name: string; time: string | null | undefined }) {
  return (
    <Fact name={name}>
      {time ? (
        <>
          {exactly(time)}{' '}
          <span className="faint">
            (<When time={time} />)
          </span>
        </>
      ) : (
        <None>Not yet</None>
      )}
    </Fact>
  );
}

const SECOND_MS = 1_000;

/** When it was made, ran and changed, and how long that took. */
export function TimeFacts({ task, live }: { task: TaskDocument; live: boolean }) {
  const now = useNow(live ? SECOND_MS : undefined);
  const { created, started, completed, published, active_duration: active } = task;
  const ran = secondsBetween(started, live ? now : completed);
  const waited = secondsBetween(created, started ?? (live ? now : undefined));
  return (
    <Facts title="Times">
      <Moment name="Created" time={created} />
      <Moment name="Started" time={started} />
      <Moment name="Ended" time={completed} />
      {published && <Moment name="Published" time={published} />}
      <Moment name="Last changed" time={task.last_change} />
      <Moment name="Last heard of" time={task.last_update} />
      {waited !== undefined && <Fact name="Until it started">{durationText(waited)}</Fact>}
      {ran !== undefined && <Fact name={live ? 'Runs for' : 'Ran for'}>{durationText(ran)}</Fact>}
      {typeof active === 'number' && <Fact name="Of that active">{durationText(active)}</Fact>}
    </Facts>
  );
}

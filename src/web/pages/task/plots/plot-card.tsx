import { useLayoutEffect } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { download } from '../../vault/download.ts';
import { useNear } from '../use-near.ts';
import { PlotBody } from './plot-body.tsx';
import type { PlotEvent } from './plot-queries.ts';
import { useHistory } from './use-history.ts';

interface PlotCardProps {
  workspace: string;
  task: string;
  newest: PlotEvent;
}

/** What a script says that reports without an iteration. */
const NO_ITERATION = -(2 ** 31);

const fileName = ({ metric, variant, iter }: PlotEvent) =>
  `${`${metric}-${variant}-${iter}`.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.json`;

/** The plot of one variant with the way through its history. */
export function PlotCard({ workspace, task, newest }: PlotCardProps) {
  const history = useHistory(workspace, task, newest);
  const { shown, first, last, busy, error } = history;
  const name = newest.variant || newest.metric;
  const { box, near } = useNear<HTMLDivElement>();
  // what is not drawn for now keeps its room, so that nothing jumps
  useLayoutEffect(() => {
    const element = box.current;
    return near ? () => element?.style.setProperty('min-height', `${element.offsetHeight}px`) : undefined;
  }, [box, near]);
  const label = `${newest.metric} / ${name}`;
  return (
    <section className="panel plot-card" aria-label={label}>
      <div className="curve-head">
        <h3 className="breakable">{name}</h3>
        <IconButton
          icon="left"
          label={`Earlier plot of ${label}`}
          tip="Earlier"
          disabled={first || busy}
          onClick={() => void history.step(true)}
        />
        <span className="sm quiet nowrap" role="status">
          {shown.iter === NO_ITERATION ? 'No iteration' : `Iteration ${shown.iter}`}
          {first && ', the first'}
        </span>
        <IconButton
          icon="forth"
          label={`Later plot of ${label}`}
          tip="Later"
          disabled={last || busy}
          onClick={() => void history.step(false)}
        />
        {!last && (
          <Button size="sm" onClick={history.newest}>
            Newest
          </Button>
        )}
        <IconButton
          icon="save"
          label={`Save ${label} as JSON`}
          tip="Save JSON"
          tipLeft
          onClick={() => download(fileName(shown), shown.plot_str)}
        />
      </div>
      <div className="plot-body" ref={box}>
        {error !== undefined && <ErrorNote error={error} />}
        {near && <PlotBody workspace={workspace} label={label} plot={shown} />}
      </div>
    </section>
  );
}

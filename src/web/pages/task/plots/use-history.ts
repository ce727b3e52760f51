import { useState } from 'react';
import { type PlotEvent, stepPlot } from './plot-queries.ts';

export interface PlotHistory {
  shown: PlotEvent;
  /** Whether nothing earlier is known to be there, and nothing later. */
  first: boolean;
  last: boolean;
  busy: boolean;
  error: unknown;
  step: (earlier: boolean) => Promise<void>;
  newest: () => void;
}

/** Steps through the iterations at which a variant was plotted, beginning with the newest, which may be replaced. */
export function useHistory(workspace: string, task: string, newest: PlotEvent): PlotHistory {
  const [walked, setWalked] = useState<{ scroll_id: string; plot: PlotEvent }>();
  const [firstIter, setFirstIter] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const shown = walked?.plot ?? newest;
  const walk = async (earlier: boolean) => {
    const { metric, variant } = newest;
    const which = { task, metric, variant };
    const from = walked ?? (await stepPlot(workspace, which, undefined));
    const { scroll_id, plot } = await stepPlot(workspace, which, { scroll_id: from.scroll_id, earlier });
    if (plot) setWalked({ scroll_id, plot });
    else if (earlier) setFirstIter(shown.iter);
    else setWalked(undefined);
  };
  return {
    shown,
    first: firstIter === shown.iter,
    last: shown.iter >= newest.iter,
    busy,
    error,
    step: async (earlier) => {
      setBusy(true);
      setError(undefined);
      await walk(earlier).catch(setError);
      setBusy(false);
    },
    newest: () => setWalked(undefined),
  };
}

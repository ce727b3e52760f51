import { useState } from 'react';
import { type PlotEvent, stepPlot } from './plot-queries.ts';

interface Walked {
  scroll_id: string;
  /** Undefined while the newest is shown, which may be replaced by a newer one. */
  plot: PlotEvent | undefined;
}

export interface PlotHistory {
  shown: PlotEvent;
  /** Whether there is nothing earlier, or later; unknown ends count as not reached. */
  first: boolean;
  last: boolean;
  busy: boolean;
  error: unknown;
  step: (earlier: boolean) => Promise<void>;
  newest: () => void;
}

/** Steps through the iterations at which a variant was plotted, beginning with the newest. */
export function useHistory(workspace: string, task: string, newest: PlotEvent): PlotHistory {
  const [walked, setWalked] = useState<Walked>();
  const [ends, setEnds] = useState({ first: false, last: true });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { metric, variant } = newest;
  const which = { task, metric, variant };
  const walk = async (earlier: boolean) => {
    const from = walked ?? (await stepPlot(workspace, which, undefined));
    const { scroll_id, plot } = await stepPlot(workspace, which, { scroll_id: from.scroll_id, earlier });
    if (plot) {
      setWalked({ scroll_id, plot });
      setEnds({ first: false, last: plot.iter >= newest.iter });
    } else {
      setWalked({ scroll_id, plot: walked?.plot });
      setEnds(earlier ? { ...ends, first: true } : { ...ends, last: true });
    }
  };
  return {
    shown: walked?.plot ?? newest,
    ...ends,
    ...{ busy, error },
    step: async (earlier) => {
      setBusy(true);
      setError(undefined);
      await walk(earlier).catch(setError);
      setBusy(false);
    },
    newest: () => {
      setWalked(undefined);
      setEnds({ first: false, last: true });
    },
  };
}

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useState } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { When } from '../../../ui/when.tsx';
import { historyQuery, type Sample, sampleAt, sampleBeside } from './samples-query.ts';

/** How long the slider rests before the sample is fetched. */
const REST_MS = 150;

interface SampleHistoryProps {
  workspace: string;
  task: string;
  live: boolean;
  /** The sample that is shown. */
  sample: Sample;
  onShow: (sample: Sample) => void;
}

/** The iteration a slider points at, and what to do once it rests there. */
function useRested(iter: number, onRest: (iter: number) => void) {
  const [wanted, setWanted] = useState<number>();
  useEffect(() => {
    if (wanted === undefined) return;
    const timer = setTimeout(() => onRest(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted, onRest]);
  // what came settles it; what did not come leaves the slider where the sample is
  const settle = () => setWanted(undefined);
  return { value: wanted ?? iter, setWanted, settle };
}

/** Goes through the iterations of one variant: by a slider, or one at a time. */
export function SampleHistory({ workspace, task, live, sample, onShow }: SampleHistoryProps) {
  const id = useId();
  const { data, error } = useQuery({
    ...historyQuery(workspace, task, sample, live),
    placeholderData: keepPreviousData,
  });
  const { first, last } = data ?? { first: sample.iter, last: sample.iter };
  const find = useMutation({
    mutationFn: (ask: () => Promise<Sample | undefined>) => ask(),
    onSuccess: (found) => found && onShow(found),
    onSettled: () => settle(),
  });
  const { mutate } = find;
  const { metric, variant } = sample;
  const goTo = useCallback(
    (iter: number) => mutate(() => sampleAt(workspace, task, { metric, variant }, iter)),
    [mutate, workspace, task, metric, variant],
  );
  const { value, setWanted, settle } = useRested(sample.iter, goTo);
  const beside = (earlier: boolean) => mutate(() => sampleBeside(workspace, task, sample, earlier));
  const one = first === last;
  return (
    <div className="sample-history">
      <label htmlFor={id}>Iteration</label>
      <IconButton
        icon="left"
        label="Iteration before"
        tip="Before"
        disabled={sample.iter <= first}
        onClick={() => beside(true)}
      />
      <input
        id={id}
        type="range"
        min={first}
        max={last}
        value={value}
        disabled={one}
        aria-valuetext={`${value} of ${first} to ${last}`}
        onChange={(event) => setWanted(Number(event.target.value))}
      />
      <IconButton
        icon="forth"
        label="Iteration after"
        tip="After"
        disabled={sample.iter >= last}
        onClick={() => beside(false)}
      />
      <output htmlFor={id} className="sm">
        {value}
        <span className="quiet">
          {one ? '' : ` of ${first} to ${last}`} · <When time={new Date(sample.timestamp).toISOString()} />
        </span>
      </output>
      {(error ?? find.error) && <ErrorNote error={error ?? find.error} />}
    </div>
  );
}

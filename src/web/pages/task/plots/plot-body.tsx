import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { StoredImage } from '../../../media/stored-image.tsx';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/note.tsx';
import { sizeText } from '../../../ui/size.ts';
import { Skeleton } from '../../../ui/states.tsx';
import { PlotFrame } from './plot-frame.tsx';
import type { PlotEvent } from './plot-queries.ts';
import { readPictures } from './read-pictures.ts';
import { type ReadPlot, readPlot, withPictures } from './read-plot.ts';

/** Characters beyond which a plot is drawn only when asked for: it would hold up the page. */
const LARGE = 1_000_000;

interface PlotBodyProps {
  workspace: string;
  label: string;
  plot: PlotEvent;
}

function Figure({
  workspace,
  label,
  read,
}: {
  workspace: string;
  label: string;
  read: Extract<ReadPlot, { kind: 'figure' }>;
}) {
  const { figure, sources } = read;
  const { data: pictures } = useQuery({
    queryKey: ['plot-pictures', workspace, sources],
    queryFn: () => readPictures(workspace, sources),
    enabled: sources.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const waits = sources.length > 0 && !pictures;
  const drawn = useMemo(() => withPictures(figure, pictures ?? new Map()), [figure, pictures]);
  if (waits) return <Skeleton what={`the pictures of ${label}`} />;
  const lost = sources.length - (pictures?.size ?? 0);
  return (
    <>
      {lost > 0 && (
        <Note tone="warn">
          {lost === 1 ? 'A picture' : `${lost} pictures`} of this plot could not be read from storage.
        </Note>
      )}
      <PlotFrame label={label} figure={drawn} />
    </>
  );
}

function Read({ workspace, label, plot }: PlotBodyProps) {
  const read = useMemo(() => readPlot(plot.plot_str), [plot.plot_str]);
  switch (read.kind) {
    case 'broken':
      return <Note tone="bad">{read.why} It can be saved as it was reported.</Note>;
    case 'picture':
      return (
        <div className="plot-picture">
          <StoredImage workspace={workspace} url={read.url} alt={label} />
        </div>
      );
    case 'figure':
      return <Figure workspace={workspace} label={label} read={read} />;
  }
}

/** What a plot shows; a large one waits until somebody wants it. */
export function PlotBody(props: PlotBodyProps) {
  const { length } = props.plot.plot_str;
  const [wanted, setWanted] = useState(false);
  if (length > LARGE && !wanted) {
    return (
      <Note tone="info" end={<Button onClick={() => setWanted(true)}>Draw it</Button>}>
        This plot holds {sizeText(length)} of data. Drawing it may take a while, in which the page does not
        answer.
      </Note>
    );
  }
  return <Read {...props} />;
}

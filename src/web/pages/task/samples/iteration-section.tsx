import { useId, useMemo } from 'react';
import { GalleryGrid } from '../../../media/gallery-grid.tsx';
import { itemOf, type Sample } from './samples-query.ts';

interface IterationSectionProps {
  workspace: string;
  iter: number;
  samples: readonly Sample[];
  /** Captions name the metric too. */
  named: boolean;
  /** The sample of this iteration that is open in full size. */
  open: number | undefined;
  onOpen: (at: number) => void;
}

/** The samples of one iteration. */
export function IterationSection({ workspace, iter, samples, named, open, onOpen }: IterationSectionProps) {
  const id = useId();
  const items = useMemo(() => samples.map((sample) => itemOf(sample, named)), [samples, named]);
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 className="sample-head" id={id}>
        Iteration {iter} <span className="quiet">{items.length}</span>
      </h2>
      <GalleryGrid
        workspace={workspace}
        label={`Samples of iteration ${iter}`}
        items={items}
        more={false}
        open={open}
        onOpen={onOpen}
      />
    </section>
  );
}

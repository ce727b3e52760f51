import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { STATUS_LOOKS } from '../task/task-words.ts';
import { foundRunsQuery } from './compare-queries.ts';

interface AddRunDialogProps {
  workspace: string;
  chosen: readonly string[];
  /** How many runs can be compared at once. */
  most: number;
  onAdd: (id: string) => void;
  onClose: () => void;
}

/** Finds runs by name to compare with; it stays open, so that several can be added. */
export function AddRunDialog({ workspace, chosen, most, onAdd, onClose }: AddRunDialogProps) {
  const [text, setText] = useState('');
  const query = useQuery(foundRunsQuery(workspace, useDeferredValue(text.trim())));
  const full = chosen.length >= most;
  return (
    <Dialog
      title="Add runs"
      about="Runs of this workspace, the last that changed first."
      onClose={onClose}
      foot={<Button onClick={onClose}>Done</Button>}
    >
      <div className="stack">
        <SearchInput
          label="Search runs"
          placeholder="A part of the name, or the id"
          value={text}
          onValue={setText}
          width="w-lg"
        />
        {full && <p className="sm quiet">{most} runs are compared at most: take one out to add another.</p>}
        <LoadedState query={query} what="runs">
          {(runs) => (
            <ul className="compare-found">
              {runs.map((run) => (
                <li key={run.id}>
                  <span className="grow">
                    <span className="breakable">{run.name}</span>
                    <span className="sub">
                      {run.project?.name ?? 'No project'} · {STATUS_LOOKS[run.status]?.name ?? run.status}
                      {run.started && (
                        <>
                          {' · started '}
                          <When time={run.started} />
                        </>
                      )}
                    </span>
                  </span>
                  <Button
                    size="sm"
                    disabled={chosen.includes(run.id) || full}
                    aria-label={`Add ${run.name}`}
                    onClick={() => onAdd(run.id)}
                  >
                    {chosen.includes(run.id) ? 'Added' : 'Add'}
                  </Button>
                </li>
              ))}
              {runs.length === 0 && <li className="quiet sm">No run has this in its name.</li>}
            </ul>
          )}
        </LoadedState>
      </div>
    </Dialog>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { exactly, useNow, When } from '../../ui/when.tsx';
import { type Deletion, deletionsQuery } from './cleanup-queries.ts';
import { DeleteObjectsDialog } from './delete-objects-dialog.tsx';
import { progressOf } from './deletion-words.ts';
import { FailuresDialog } from './failures-dialog.tsx';

function Empty({ manages }: { manages: boolean }) {
  return (
    <div className="empty">
      <Icon name="trash" />
      <strong>Nothing was deleted in the last 30 days</strong>
      <span>
        {manages
          ? 'Deletions that anybody starts here are listed with what they could not delete.'
          : 'Deletions that you start are listed here with what they could not delete.'}
      </span>
    </div>
  );
}

interface DeletionRowProps {
  deletion: Deletion;
  onFailures: () => void;
}

function DeletionRow({ deletion, onFailures }: DeletionRowProps) {
  const now = useNow();
  const { created, by, total, deleted, failed } = deletion;
  const text = progressOf(deletion, now);
  return (
    <Row>
      <Cell lead>
        <progress
          className={failed > 0 ? 'progress some-failed' : 'progress'}
          max={total}
          value={deleted + failed}
          aria-label={`Deletion of ${exactly(created)}`}
        />
        <span className="sub">{text}</span>
      </Cell>
      <Cell label="Asked for">
        <When time={created} />
      </Cell>
      <Cell label="By">{by?.name}</Cell>
      <Cell act>
        {failed > 0 && (
          <Button size="sm" aria-label={`What failed on ${exactly(created)}`} onClick={onFailures}>
            What failed
          </Button>
        )}
      </Cell>
    </Row>
  );
}

interface DeletionsSectionProps {
  workspace: string;
  /** Administers the workspace: sees all deletions, and starts some here. */
  manages: boolean;
  mayRetry: boolean;
}

/** What was deleted in stores, how far that is, and what could not be. */
export function DeletionsSection({ workspace, manages, mayRetry }: DeletionsSectionProps) {
  const query = useInfiniteQuery(deletionsQuery(workspace));
  const [open, setOpen] = useState<Deletion | 'new' | null>(null);
  const close = () => setOpen(null);
  return (
    <section className="section" aria-labelledby="h-deletions">
      <div className="section-head">
        <div>
          <h2 id="h-deletions">Deletions</h2>
          <p>
            Each object is tried up to five times within minutes. What could not be deleted is kept for 30
            days.
          </p>
        </div>
        {manages && (
          <div className="end">
            <Button look="risk" icon="trash" onClick={() => setOpen('new')}>
              Delete objects
            </Button>
          </div>
        )}
      </div>
      <div className="panel">
        <LoadedState query={query} what="deletions">
          {({ pages }) => {
            const deletions = pages.flatMap((page) => page.deletions);
            if (deletions.length === 0) return <Empty manages={manages} />;
            return (
              <FlowTable caption="Deletions" columns={['Progress', 'Asked for', 'By']} actions="Actions">
                {deletions.map((deletion) => (
                  <DeletionRow key={deletion.id} deletion={deletion} onFailures={() => setOpen(deletion)} />
                ))}
              </FlowTable>
            );
          }}
        </LoadedState>
        <MoreFoot query={query}>Older ones follow.</MoreFoot>
      </div>
      {open === 'new' && <DeleteObjectsDialog workspace={workspace} onClose={close} />}
      {open !== null && open !== 'new' && (
        <FailuresDialog workspace={workspace} deletion={open} mayRetry={mayRetry} onClose={close} />
      )}
    </section>
  );
}

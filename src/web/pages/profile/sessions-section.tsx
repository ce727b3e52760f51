import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { Day, When } from '../../ui/when.tsx';
import { deviceOf } from './device.ts';

type Session = ResponseOf<'sessions.get_all'>['sessions'][number];

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await call('sessions.get_all', {})).sessions,
});

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { current, user_agent, address, created, last_seen } = session;
  const { name, mobile } = deviceOf(user_agent);
  return (
    <Row className={current ? 'is-on' : undefined}>
      <Cell lead>
        <div className="person" title={user_agent}>
          <Icon name={mobile ? 'phone' : 'screen'} className="faint" />
          <div>
            {name} {current && <span className="badge b-accent">This session</span>}
          </div>
        </div>
      </Cell>
      <Cell label="Address">
        <span className="mono xs">{address}</span>
      </Cell>
      <Cell label="Signed in">
        <Day time={created} />
      </Cell>
      <Cell label="Last seen">{current ? 'Now' : <When time={last_seen} />}</Cell>
      <Cell act>
        {!current && (
          <Button size="sm" aria-label={`End session ${name}`} onClick={onEnd}>
            End
          </Button>
        )}
      </Cell>
    </Row>
  );
}

interface EndDialogProps {
  sessions: Session[];
  others: boolean;
  onClose: () => void;
}

/** Says which browsers will be signed out. */
function EndDialog({ sessions, others, onClose }: EndDialogProps) {
  const client = useQueryClient();
  const count = sessions.length;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      others ? call('sessions.end_others', {}) : call('sessions.end', { session: sessions[0]?.id ?? '' }),
    onSuccess: async () => {
      await client.invalidateQueries(sessionsQuery);
      onClose();
      toast(count === 1 ? 'Session ended' : `${count} sessions ended`);
    },
  });
  const what = count === 1 ? 'session' : 'sessions';
  return (
    <Dialog
      title={others ? `End ${count} other ${what}?` : 'End this session?'}
      about="Signed out within a second. Scripts and agents keep running."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={isPending && 'Ending…'} onClick={() => mutate()}>
            End {what}
          </Button>
        </>
      }
    >
      <ul className="impact">
        {sessions.map(({ id, user_agent, last_seen }) => {
          const { name, mobile } = deviceOf(user_agent);
          return (
            <li key={id}>
              <Icon name={mobile ? 'phone' : 'screen'} className="faint" />
              {name}
              <span className="end">
                last seen <When time={last_seen} />
              </span>
            </li>
          );
        })}
      </ul>
      {error && <ErrorNote error={error} />}
    </Dialog>
  );
}

/** Browsers signed in as this person. */
export function SessionsSection() {
  const query = useQuery(sessionsQuery);
  const [ending, setEnding] = useState<{ sessions: Session[]; others: boolean } | null>(null);
  const others = query.data?.filter(({ current }) => !current) ?? [];
  return (
    <section className="section" aria-labelledby="h-sessions">
      <div className="section-head">
        <div>
          <h2 id="h-sessions">Sessions</h2>
          <p>Browsers signed in as you. API credentials are separate.</p>
        </div>
        {others.length > 0 && (
          <div className="end">
            <Button look="risk" onClick={() => setEnding({ sessions: others, others: true })}>
              End {others.length} other {others.length === 1 ? 'session' : 'sessions'}
            </Button>
          </div>
        )}
      </div>
      <div className="panel">
        <LoadedState query={query} what="sessions">
          {(sessions) => (
            <FlowTable
              caption="My sessions"
              columns={['Device', 'Address', 'Signed in', 'Last seen']}
              actions="End session"
            >
              {sessions.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  onEnd={() => setEnding({ sessions: [session], others: false })}
                />
              ))}
            </FlowTable>
          )}
        </LoadedState>
      </div>
      {ending && <EndDialog {...ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

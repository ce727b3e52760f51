import { Icon } from '../../ui/icon.tsx';
import { Cell, Row } from '../../ui/table.tsx';
import { exactly } from '../../ui/when.tsx';
import type { AuditEvent } from './audit-query.ts';
import { changeOf, iconOf, titleOf } from './event-words.ts';

/** One event; `from` shows the address it came from. */
export function EventRow({ event, from }: { event: AuditEvent; from: boolean }) {
  const { at, action, actor, address, user_agent } = event;
  return (
    <Row>
      <Cell lead>
        <div className="person">
          <Icon name={iconOf(action)} className="faint" />
          <div>
            {titleOf(action)}
            <span className="sub mono">{action}</span>
          </div>
        </div>
      </Cell>
      <Cell label="Who">
        {actor ? actor.name : <span className="faint">Server or its administrator</span>}
      </Cell>
      <Cell label="Change">
        <span className="breakable">{changeOf(event) || <span className="faint">None</span>}</span>
      </Cell>
      {from && (
        <Cell label="From">
          {address ? (
            <span className="mono xs" title={user_agent ?? undefined}>
              {address}
            </span>
          ) : (
            <span className="faint">None</span>
          )}
        </Cell>
      )}
      <Cell label="When">
        <time className="nowrap" dateTime={at} title={at}>
          {exactly(at)}
        </time>
      </Cell>
    </Row>
  );
}

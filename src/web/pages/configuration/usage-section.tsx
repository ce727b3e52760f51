import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { currentUserQuery } from '../../queries.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { SwitchRow } from '../../ui/switch-row.tsx';
import { exactly } from '../../ui/when.tsx';

type Option = ResponseOf<'server.report_stats_option'>;
type Usage = ResponseOf<'server.usage_payload'>;

const optionQuery = queryOptions({
  queryKey: ['usage-option'],
  queryFn: () => call('server.report_stats_option', {}),
});
const payloadQuery = queryOptions({
  queryKey: ['usage-payload'],
  queryFn: () => call('server.usage_payload', {}),
});

/** Why nothing leaves although the switch is, or would be, on. */
function Obstacle({ usage }: { usage: Usage }) {
  if (usage.forbidden_by_do_not_track) {
    return (
      <Note>
        <strong>DO_NOT_TRACK is set for this server.</strong> Nothing is sent, whatever this switch says.
      </Note>
    );
  }
  if (usage.url === null) {
    return (
      <Note>
        <strong>There is nowhere to send it.</strong> Set <code>ATRIUM_USAGE_URL</code> and restart; until
        then the switch has no effect.
      </Note>
    );
  }
  return (
    <Note>
      It goes to <code>{usage.url}</code> once a day while this is on.
    </Note>
  );
}

function Payload({ payload }: { payload: Usage['payload'] }) {
  const [open, setOpen] = useState(false);
  const text = JSON.stringify(payload, null, 2);
  return (
    <>
      <button
        type="button"
        className="btn-link cluster sm"
        aria-expanded={open}
        aria-controls="usage"
        onClick={() => setOpen(!open)}
      >
        <Icon name="scroll" className="i-sm" />
        Exactly what would go out now, {new TextEncoder().encode(JSON.stringify(payload)).length} bytes
      </button>
      <div id="usage" hidden={!open}>
        <CodeBlock text={text} label="Usage payload" said="Payload copied" />
      </div>
    </>
  );
}

function since({ enabled, enabled_time }: Option): string {
  if (enabled) return enabled_time ? `On since ${exactly(enabled_time)}.` : 'On.';
  return enabled_time ? `Off since ${exactly(enabled_time)}. ` : 'Nothing has ever been sent from here. ';
}

function UsageRow({ option, usage }: { option: Option; usage: Usage }) {
  const client = useQueryClient();
  const { data: user } = useQuery(currentUserQuery);
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (enabled: boolean) => call('server.report_stats_option', { enabled }),
    onSuccess: (answer) => client.setQueryData(optionQuery.queryKey, answer),
  });
  const mayChange = user?.server_admin === true;
  return (
    <SwitchRow
      name="Send usage data once a day"
      badge={option.enabled ? 'On' : 'Off'}
      hint={
        <>
          {since(option)} Counts and versions only, no names, addresses or texts.
          {!mayChange && ' Only administrators of this server can change it.'}
        </>
      }
      on={isPending ? variables : option.enabled}
      disabled={!mayChange}
      error={error}
      onChange={(on) => mutate(on)}
    >
      <Obstacle usage={usage} />
      <Payload payload={usage.payload} />
    </SwitchRow>
  );
}

/** The server-wide switch for anonymous usage data, with the very bytes. */
export function UsageSection() {
  const option = useQuery(optionQuery);
  const usage = useQuery(payloadQuery);
  return (
    <section className="section" aria-labelledby="h-usage">
      <div className="section-head">
        <div>
          <h2 id="h-usage">Anonymous usage data</h2>
          <p>For the whole server; its administrators decide.</p>
        </div>
      </div>
      <div className="panel">
        <LoadedState query={option} what="the switch">
          {(chosen) => (
            <LoadedState query={usage} what="the payload">
              {(data) => <UsageRow option={chosen} usage={data} />}
            </LoadedState>
          )}
        </LoadedState>
      </div>
    </section>
  );
}

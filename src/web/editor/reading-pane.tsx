import './editor.css';
import type { EditorView } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import type { Format } from '../../clearml-conf/read-format.ts';
import { Icon } from '../ui/icon.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { Reading, ShownReading } from './check-text.ts';
import type { Client } from './reading-notes.ts';
import { makeReadingView, showReading } from './reading-view.ts';
import { useReading } from './use-reading.ts';

interface ReadingPaneProps {
  text: string;
  format: Format;
  client: Client;
  onClient: (client: Client) => void;
}

const CLIENTS = [
  { value: 'sdk', name: 'SDK' },
  { value: 'agent', name: 'Agent' },
] as const;

const EMPTY: ShownReading = { json: '', marks: [], notes: [] };

/** "What clients read": the JSON an SDK or agent ends up with, or why it ends up with nothing. */
export function ReadingPane({ text, format, client, onClient }: ReadingPaneProps) {
  const reading = useReading(text, format);
  const shown = (reading?.ok ? reading : reading?.fixed) ?? EMPTY;
  return (
    <section className="reading" aria-label="What clients read">
      <div className="pane-bar">
        <h2 className="sm">What clients read</h2>
        <div className="end">
          <Segmented<Client> legend="Client" options={CLIENTS} value={client} onChange={onClient} />
        </div>
      </div>
      {reading && !reading.ok && <Refused reading={reading} client={client} />}
      <Differences shown={shown} />
      <ReadingText shown={shown} client={client} />
    </section>
  );
}

function Refused({ reading, client }: { reading: Reading & { ok: false }; client: Client }) {
  const { line, message, fixed } = reading;
  const where = line === undefined ? '' : `line ${line}: `;
  return (
    <div className="panel-pad">
      <div className="note note-bad">
        <Icon name="stop" />
        <div className="grow">
          <strong>As written: nothing.</strong> The {client === 'sdk' ? 'SDK' : 'agent'} logs one line and
          starts without this text ({where}
          {message.replace(/\.$/, '')}).{fixed && ' Below is its reading after the offered fixes.'}
        </div>
      </div>
    </div>
  );
}

function Differences({ shown }: { shown: ShownReading }) {
  const count = shown.marks.filter(({ kind }) => kind === 'differs').length;
  if (count === 0) return null;
  const first = shown.marks.find(({ kind }) => kind === 'differs')?.says;
  return (
    <p className="reading-differs">
      <Icon name="alert" className="i-sm" />
      <span>
        {count === 1 ? 'One marked place is' : `${count} marked places are`} not what HOCON's specification
        says; there the first is <code>{first}</code>.
      </span>
    </p>
  );
}

function ReadingText({ shown, client }: { shown: ShownReading; client: Client }) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  useEffect(() => {
    if (!host.current) return;
    const made = makeReadingView(host.current);
    setView(made);
    return () => made.destroy();
  }, []);
  useEffect(() => {
    if (view) showReading(view, shown, client);
  }, [view, shown, client]);
  return <div ref={host} className="read" />;
}

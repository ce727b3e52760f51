import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { LayerText } from '../../../../clearml-conf/layers.ts';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/note.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import type { Draft } from '../draft.ts';
import type { VaultDetails, Vaults } from '../vault-queries.ts';
import { environmentLines } from './environment-lines.ts';
import { filterRows, type KeyRows, keyRows } from './key-rows.ts';
import { LayerLegend } from './layer-glyph.tsx';
import { Machine, type MachineTexts } from './machine.tsx';
import { useLayerTexts } from './use-layer-texts.ts';
import { type Client, WhyBar } from './why-bar.tsx';
import { WhyTable } from './why-table.tsx';

const SHOWN = 20;

interface WhySectionProps {
  workspace: string;
  listed: Vaults;
  details: VaultDetails | undefined;
  draft: Draft | undefined;
}

interface TextsProps extends Pick<WhySectionProps, 'details' | 'draft'> {
  texts: { now: LayerText[]; then: LayerText[] };
}

/** What vaults alone cannot say: one machine's file, its environment, and which program reads them. */
function useRows({ texts, details, draft }: TextsProps, machine: MachineTexts, client: Client): KeyRows {
  const secretKeys = draft?.secretKeys ?? details?.vault.secret_keys ?? [];
  const signature = JSON.stringify([texts, machine, client, secretKeys]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature holds all of them
  return useMemo(() => {
    const file: LayerText[] = machine.conf
      ? [{ kind: 'clearml.conf', document: machine.conf.name, text: machine.conf.text, format: 'hocon' }]
      : [];
    const { variables } = environmentLines(machine.environment);
    const options = { client, environment: variables };
    return keyRows([...file, ...texts.now], [...file, ...texts.then], options, secretKeys);
  }, [signature]);
}

function questionOf({ details, draft }: Pick<WhySectionProps, 'details' | 'draft'>): string {
  if (draft) return 'If this draft is on';
  return details ? 'If this vault is on' : 'If a vault is on';
}

/** The table with its filter; `?key=` shows one key. */
function WhyRows({ texts, details, draft }: TextsProps) {
  const { key } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [machine, setMachine] = useState<MachineTexts>({ conf: undefined, environment: '' });
  const [client, setClient] = useState<Client>('sdk');
  const [typed, setTyped] = useState('');
  const [onlyChanges, setOnlyChanges] = useState(false);
  const [all, setAll] = useState(false);
  const { rows, dropped } = useRows({ texts, details, draft }, machine, client);
  const matching = key ? rows.filter((row) => row.key === key) : filterRows(rows, typed, onlyChanges);
  const changes = rows.filter(({ effect }) => effect.kind === 'changes').length;
  const shown = all ? matching : matching.slice(0, SHOWN);
  const question = questionOf({ details, draft });
  const showOne = (one: string | undefined) =>
    void navigate({
      to: '.',
      search: ({ key: _, ...rest }: { edit?: true; key?: string }) => (one ? { ...rest, key: one } : rest),
      resetScroll: false,
    });
  return (
    <>
      <WhyBar
        typed={key ?? typed}
        onTyped={(next) => {
          setTyped(next);
          if (key) showOne(undefined);
        }}
        onlyChanges={onlyChanges}
        onOnlyChanges={setOnlyChanges}
        client={client}
        onClient={setClient}
      />
      <Machine machine={machine} onMachine={setMachine} />
      {dropped.map(({ document, line }) => (
        <Note key={document} tone="warn">
          <strong>Clients drop {document} whole:</strong> they cannot read it from line {line} on.
        </Note>
      ))}
      {matching.length === 0 ? (
        <div className="empty">
          <strong>No key matches</strong>
          <span>
            {key ? `${key} is set by nobody here.` : 'Part of a key is enough, such as git or sdk.aws.'}
          </span>
        </div>
      ) : (
        <WhyTable rows={shown} chosen={key} question={question} />
      )}
      <div className="panel-foot">
        <span role="status">
          {shown.length} of {rows.length} keys. {changes === 0 ? 'None' : changes} would change{' '}
          {question.charAt(0).toLowerCase() + question.slice(1)}.
        </span>
        <span className="end">
          {key && (
            <Button size="sm" onClick={() => showOne(undefined)}>
              Show all keys
            </Button>
          )}
          {shown.length < matching.length && (
            <Button size="sm" onClick={() => setAll(true)}>
              Show all {matching.length}
            </Button>
          )}
        </span>
      </div>
    </>
  );
}

/** Where each value on one machine comes from. Everything is worked out in the page. */
export function WhySection({ workspace, listed, details, draft }: WhySectionProps) {
  const { hash } = useLocation();
  const { key } = useSearch({ strict: false });
  const query = useLayerTexts({ workspace, listed, details, draft });
  const wanted = hash === 'why' || key !== undefined;
  const ready = query.data !== undefined;
  useEffect(() => {
    if (wanted && ready) document.getElementById('why')?.scrollIntoView();
  }, [wanted, ready]);
  return (
    <section className="section" id="why" aria-labelledby="why-title">
      <div className="section-head">
        <div>
          <h2 id="why-title">Why this value?</h2>
          <p>
            Every key on one machine, and the layer that set it; higher layers win. Drop a{' '}
            <code>clearml.conf</code> and environment lines: they are read in this browser, never uploaded.
          </p>
        </div>
        <LayerLegend />
      </div>
      <div className="panel">
        <LoadedState query={query} what="where values come from" rows={6}>
          {(texts) => <WhyRows texts={texts} details={details} draft={draft} />}
        </LoadedState>
      </div>
    </section>
  );
}

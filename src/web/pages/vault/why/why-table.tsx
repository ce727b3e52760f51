import { Link } from '@tanstack/react-router';
import { Cell, FlowTable, Row } from '../../../ui/table.tsx';
import type { Effect, KeyRow, ShownSetting } from './key-rows.ts';
import { LayerGlyph } from './layer-glyph.tsx';
import { DOTS } from './shown-value.ts';

const MOST_SHOWN = 160;

/** A value, or dots with their name. */
function Value({ value }: { value: string }) {
  if (value === DOTS) {
    return (
      <span className="dots" role="img" aria-label="masked">
        {DOTS}
      </span>
    );
  }
  return <code className="xs">{value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value}</code>;
}

function placeOf({ layer, document, line }: ShownSetting): string {
  if (layer === 'environment') return document;
  const where = line === undefined ? '' : `line ${line}`;
  return layer === 'workspace vault' ? `${document}, ${where}` : where;
}

const SHORT: Record<string, string> = {
  defaults: 'default',
  'workspace vault': 'workspace',
  'personal vault': 'yours',
};

function Hid({ hid }: { hid: ShownSetting[] }) {
  if (hid.length === 0) return <span className="faint">Nothing</span>;
  return hid.map((setting) => (
    <span key={`${setting.layer} ${setting.document} ${setting.line}`} className="hid">
      <s>
        <Value value={setting.value} />
      </s>{' '}
      {[SHORT[setting.layer] ?? setting.layer, setting.layer === 'defaults' ? '' : placeOf(setting)]
        .filter(Boolean)
        .join(', ')}
    </span>
  ));
}

function EffectSaid({ effect }: { effect: Effect }) {
  if (effect.kind === 'none') return <span className="faint">No change</span>;
  if (effect.kind === 'moves') {
    return <span className="faint">Same value, from {SHORT[effect.to.layer] ?? effect.to.layer}</span>;
  }
  return (
    <>
      <span className="badge b-accent">Changes</span>
      <span className="hid">
        {effect.to ? (
          <>
            to <Value value={effect.to.value} />
          </>
        ) : (
          'no longer set'
        )}
      </span>
    </>
  );
}

function KeyCells({ row, chosen }: { row: KeyRow; chosen: boolean }) {
  const { key, set } = row;
  return (
    <Row className={chosen ? 'is-on' : undefined}>
      <Cell lead>
        <Link
          className="mono xs"
          to="."
          search={(search: object) => ({ ...search, key })}
          resetScroll={false}
          aria-current={chosen ? true : undefined}
        >
          {key}
        </Link>
      </Cell>
      <Cell label="Final value">
        {set ? <Value value={row.value} /> : <span className="faint">Not set</span>}
      </Cell>
      <Cell label="Set by">
        {set ? (
          <>
            <LayerGlyph kind={row.layer} />
            <span className={row.layer === 'environment' ? 'sub mono' : 'sub'}>{placeOf(row)}</span>
          </>
        ) : (
          <span className="faint">Nobody</span>
        )}
      </Cell>
      <Cell label="It hid">
        <Hid hid={row.hid} />
      </Cell>
      <Cell label="If it is on">
        <EffectSaid effect={row.effect} />
      </Cell>
    </Row>
  );
}

interface WhyTableProps {
  rows: KeyRow[];
  chosen: string | undefined;
  /** Head of the last column, such as "If this draft is on". */
  question: string;
}

/** Each key with its value, who set it, what that hid, and what the vault would change. */
export function WhyTable({ rows, chosen, question }: WhyTableProps) {
  return (
    <div className="why-table">
      <FlowTable
        caption="Every key, its final value and the layer that set it"
        columns={['Key', 'Final value', 'Set by', 'It hid', question]}
      >
        {rows.map((row) => (
          <KeyCells key={row.key} row={row} chosen={row.key === chosen} />
        ))}
      </FlowTable>
    </div>
  );
}

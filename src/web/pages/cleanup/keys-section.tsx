import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { Cell, FlowTable, Row as TableRow } from '../../ui/table.tsx';
import { type Owner, type Settings, settingsQuery } from './cleanup-queries.ts';
import { KeyDialog } from './key-dialog.tsx';
import { RemoveKeyDialog } from './remove-key-dialog.tsx';
import { bucketsOf, nameOf, type Row, rowsOf } from './settings-rows.ts';

function Empty({ text }: { text: string }) {
  return (
    <div className="empty">
      <Icon name="key" />
      <strong>No credentials yet</strong>
      <span>{text}</span>
    </div>
  );
}

interface KeyRowProps {
  row: Row;
  onEdit: () => void;
  onRemove: () => void;
}

function KeyRow({ row, onEdit, onRemove }: KeyRowProps) {
  return (
    <TableRow>
      <Cell lead>
        <strong>{row.bucket || `All ${bucketsOf(row.provider)}`}</strong>
        {row.folder && <span className="sub">/{row.folder}</span>}
      </Cell>
      <Cell label="Store">{row.store}</Cell>
      <Cell label="Region">
        {row.region || <span className="faint">{row.provider === 'aws' ? 'Found by itself' : 'None'}</span>}
      </Cell>
      <Cell label="Secret">
        <span className="dots" aria-hidden="true">
          ••••••••
        </span>
        <span className="sr">Stored, not shown</span>
      </Cell>
      <Cell act>
        <IconButton icon="pencil" label={`Change ${nameOf(row)}`} tip="Change" onClick={onEdit} />
        <IconButton
          icon="trash"
          label={`Remove ${nameOf(row)}`}
          tip="Remove"
          tipLeft
          risk
          onClick={onRemove}
        />
      </Cell>
    </TableRow>
  );
}

type Open = { what: 'add' } | { what: 'edit' | 'remove'; row: Row };

interface KeyTableProps {
  owner: Owner;
  settings: Settings;
  title: string;
  empty: string;
  open: Open | null;
  onOpen: (open: Open | null) => void;
}

function KeyTable({ owner, settings, title, empty, open, onOpen }: KeyTableProps) {
  const rows = rowsOf(settings);
  const close = () => onOpen(null);
  return (
    <>
      {rows.length === 0 ? (
        <Empty text={empty} />
      ) : (
        <FlowTable caption={title} columns={['Bucket', 'Store', 'Region', 'Secret']} actions="Actions">
          {rows.map((row) => (
            <KeyRow
              key={`${row.provider} ${row.at}`}
              row={row}
              onEdit={() => onOpen({ what: 'edit', row })}
              onRemove={() => onOpen({ what: 'remove', row })}
            />
          ))}
        </FlowTable>
      )}
      {open?.what === 'add' && (
        <KeyDialog owner={owner} settings={settings} row={undefined} onClose={close} />
      )}
      {open?.what === 'edit' && (
        <KeyDialog owner={owner} settings={settings} row={open.row} onClose={close} />
      )}
      {open?.what === 'remove' && (
        <RemoveKeyDialog owner={owner} settings={settings} row={open.row} onClose={close} />
      )}
    </>
  );
}

interface KeysSectionProps {
  owner: Owner;
  title: string;
  about: string;
  /** What the empty list says. */
  empty: string;
}

/** Credentials for deleting stored objects, of a workspace or one's own. */
export function KeysSection({ owner, title, about, empty }: KeysSectionProps) {
  const id = useId();
  const query = useQuery(settingsQuery(owner));
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <div>
          <h2 id={id}>{title}</h2>
          <p>{about}</p>
        </div>
        <div className="end">
          <Button
            icon="plus"
            disabled={query.data === undefined}
            aria-label={`Add credentials to ${title}`}
            onClick={() => setOpen({ what: 'add' })}
          >
            Add credentials
          </Button>
        </div>
      </div>
      <div className="panel">
        <LoadedState query={query} what="credentials">
          {(settings) => (
            <KeyTable
              owner={owner}
              settings={settings}
              title={title}
              empty={empty}
              open={open}
              onOpen={setOpen}
            />
          )}
        </LoadedState>
      </div>
    </section>
  );
}

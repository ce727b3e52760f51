import type { Entry } from '../../../storage/choose-entry.ts';
import { isOwn } from '../../../storage/choose-entry.ts';
import type { StorageEntries } from '../../../storage/storage-queries.ts';
import { FlowTable } from '../../../ui/table.tsx';
import { EntryRow } from './entry-row.tsx';
import type { Cloud, CloudWorkspace } from './use-cloud-access.ts';

const COLUMNS = ['Bucket', 'Key', 'Secret / SAS', 'Token', 'Region', 'Host (Endpoint)', 'Custody', 'Test'];

interface EntriesTableProps {
  entries: StorageEntries;
  cloud: Cloud;
  workspace: CloudWorkspace;
}

/** One's own entries, then the workspace's. */
export function EntriesTable({ entries: { own, workspace: shared }, cloud, workspace }: EntriesTableProps) {
  const row = (entry: Entry) => (
    <EntryRow
      key={entry.id}
      entry={entry}
      workspace={workspace.id}
      isMine={isOwn(entry) || workspace.administers}
      means={cloud.means}
      test={cloud.tests[entry.id]}
      onTask={(kind) => cloud.setTask({ kind, id: entry.id })}
      onTest={() => cloud.runTest(entry)}
      onCopy={(part) => isOwn(entry) && cloud.copy(entry, part)}
    />
  );
  return (
    <FlowTable caption="Cloud access entries" columns={COLUMNS} actions="Actions">
      {own.map(row)}
      {shared.map(row)}
    </FlowTable>
  );
}

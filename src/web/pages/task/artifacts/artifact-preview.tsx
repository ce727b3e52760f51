import { JsonView } from '../../../media/json-view.tsx';
import { TableView } from '../../../media/table-view.tsx';
import { TextView } from '../../../media/text-view.tsx';
import type { Artifact } from './artifacts-queries.ts';
import { previewKind } from './preview-kind.ts';

/** What the client noted of an artifact's content, as table, tree or text. */
export function ArtifactPreview({ artifact }: { artifact: Artifact }) {
  const text = artifact.type_data?.preview ?? '';
  const label = `Preview of ${artifact.key}`;
  const kind = previewKind(text, artifact.type_data?.content_type);
  if (kind === 'table') return <TableView text={text} whole label={label} />;
  if (kind === 'json') return <JsonView text={text} whole label={label} />;
  if (kind === 'text') return <TextView text={text} label={label} />;
  return <p className="sm quiet">The client noted no preview.</p>;
}

import { Cell, FlowTable, Row } from '../../ui/table.tsx';
import { LongText } from '../task/long-text.tsx';
import type { ModelDocument } from './model-query.ts';

function Labels({ labels }: { labels: Record<string, number> }) {
  const rows = Object.entries(labels).toSorted(([, a], [, b]) => a - b);
  if (rows.length === 0)
    return <p className="panel-pad sm quiet">None. They say what the numbers it puts out stand for.</p>;
  return (
    <FlowTable caption="Labels" columns={['Label', 'Number']}>
      {rows.map(([label, number]) => (
        <Row key={label}>
          <Cell lead>{label}</Cell>
          <Cell label="Number">{number}</Cell>
        </Row>
      ))}
    </FlowTable>
  );
}

function Metadata({ metadata }: { metadata: NonNullable<ModelDocument['metadata']> }) {
  const rows = Object.values(metadata).toSorted((a, b) => a.key.localeCompare(b.key, 'en'));
  if (rows.length === 0)
    return <p className="panel-pad sm quiet">None. Scripts add some with model.set_metadata(…).</p>;
  return (
    <FlowTable caption="Metadata" columns={['Name', 'Value', 'Type']}>
      {rows.map(({ key, value, type }) => (
        <Row key={key}>
          <Cell lead>
            <span className="breakable">{key}</span>
          </Cell>
          <Cell label="Value">
            <span className="breakable param-value">{value}</span>
          </Cell>
          <Cell label="Type">{type}</Cell>
        </Row>
      ))}
    </FlowTable>
  );
}

/** A design as text: clients store one text, or a map. */
function designText(design: Record<string, unknown>): string {
  const { design: text, ...rest } = design;
  if (typeof text === 'string' && Object.keys(rest).length === 0) return text;
  return Object.keys(design).length > 0 ? JSON.stringify(design, null, 2) : '';
}

/** What is noted of the content: labels, metadata, design. */
export function ContentSections({ model }: { model: ModelDocument }) {
  const design = designText(model.design ?? {});
  return (
    <>
      <section className="section" aria-label="Labels">
        <div className="section-head">
          <h2>Labels</h2>
        </div>
        <div className="panel">
          <Labels labels={model.labels ?? {}} />
        </div>
      </section>
      <section className="section" aria-label="Metadata">
        <div className="section-head">
          <h2>Metadata</h2>
        </div>
        <div className="panel">
          <Metadata metadata={model.metadata ?? {}} />
        </div>
      </section>
      {design.trim() !== '' && (
        <section className="section" aria-label="Design">
          <div className="section-head">
            <h2>Design</h2>
          </div>
          <div className="panel panel-pad">
            <LongText name="Design" file="design.txt" text={design} />
          </div>
        </section>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SaveButton } from '../../../media/save-button.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { Cell, FlowTable, Row } from '../../../ui/table.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { type ModelItem, type ModelRow, modelsQuery } from './artifacts-queries.ts';

interface ModelLineProps {
  workspace: string;
  item: ModelItem;
  model: ModelRow | undefined;
  loaded: boolean;
}

function ModelLine({ workspace, item, model, loaded }: ModelLineProps) {
  return (
    <Row>
      <Cell lead>
        {model || !loaded ? (
          <Link to="/w/$workspace/models/$model" params={{ workspace, model: item.model }}>
            {model?.name ?? item.name}
          </Link>
        ) : (
          <span className="faint">{item.name} (deleted)</span>
        )}
        {model && model.name !== item.name && <span className="sub">{item.name}</span>}
      </Cell>
      <Cell label="Framework">{model?.framework}</Cell>
      <Cell label="State">
        {model && <span className="badge">{model.ready ? 'Published' : 'Draft'}</span>}
      </Cell>
      <Cell label="Address">
        <span className="breakable sm">{model?.uri}</span>
      </Cell>
      <Cell act>{model?.uri && <SaveButton workspace={workspace} url={model.uri} size={null} />}</Cell>
    </Row>
  );
}

interface ModelsSectionProps extends TaskTabProps {
  title: string;
  about: string;
  items: readonly ModelItem[];
}

/** Models a task took or made. */
export function ModelsSection({ workspace, task, title, about, items }: ModelsSectionProps) {
  const ids = [...new Set(items.map(({ model }) => model))];
  const query = useQuery(modelsQuery(workspace, task, ids));
  const known = new Map(query.data?.map((model) => [model.id, model]));
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
      </div>
      <div className="panel">
        {items.length === 0 && <p className="panel-pad sm quiet">{about}</p>}
        {query.error && <ErrorNote error={query.error} onRetry={query.refetch} />}
        {items.length > 0 && (
          <FlowTable caption={title} columns={['Model', 'Framework', 'State', 'Address']} actions="Actions">
            {items.map((item) => (
              <ModelLine
                key={`${item.name} ${item.model}`}
                {...{ workspace, item }}
                model={known.get(item.model)}
                loaded={query.isSuccess}
              />
            ))}
          </FlowTable>
        )}
      </div>
    </section>
  );
}

import '../task/task.css';
import '../../media/media.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { currentUserQuery } from '../../queries.ts';
import { usePageName } from '../../shell/page-name.ts';
import { LoadedState } from '../../ui/states.tsx';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { ContentSections } from './content-sections.tsx';
import { DescriptionSections } from './description-sections.tsx';
import { LineageFacts } from './lineage-facts.tsx';
import { ModelFacts } from './model-facts.tsx';
import { ModelHead } from './model-head.tsx';
import { type ModelDocument, modelQuery } from './model-query.ts';

function Model({ workspace, model }: { workspace: string; model: ModelDocument }) {
  usePageName(model.name);
  const one = { workspace, model };
  return (
    <>
      <ModelHead {...one} />
      <div className="info-tab">
        <div className="info-column">
          <ModelFacts {...one} />
          <DescriptionSections {...one} />
        </div>
        <div className="info-column">
          <LineageFacts {...one} />
          <ContentSections model={model} />
        </div>
      </div>
    </>
  );
}

/** A model of the workspace in the address; someone else's is as unknown as none. */
export function ModelPage() {
  const { workspace, model } = useParams({ from: '/shell/w/$workspace/models/$model' });
  const { data: user } = useQuery(currentUserQuery);
  const mine = user?.companies.some(({ id }) => id === workspace) ?? false;
  const query = useQuery({ ...modelQuery(workspace, model), enabled: mine });
  if (!mine) return <NotFoundPage />;
  return (
    <LoadedState query={query} what="this model">
      {(found) => (found ? <Model key={found.id} workspace={workspace} model={found} /> : <NotFoundPage />)}
    </LoadedState>
  );
}

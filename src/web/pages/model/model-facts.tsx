import { Link } from '@tanstack/react-router';
import { SaveButton } from '../../media/save-button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { exactly, When } from '../../ui/when.tsx';
import { Fact, Facts, None } from '../task/facts.tsx';
import type { ModelDocument } from './model-query.ts';

function Address({ workspace, uri }: { workspace: string; uri: string }) {
  return (
    <div className="stack">
      <span className="copied">
        <code className="breakable">{uri}</code>
        <CopyButton text={uri} label="Copy the address" said="Address copied" tipLeft />
      </span>
      <div className="cluster">
        <SaveButton workspace={workspace} url={uri} size={null} />
        <Link className="btn" to="/w/$workspace/view" params={{ workspace }} search={{ url: uri }}>
          <Icon name="forth" />
          Open in the viewer
        </Link>
      </div>
    </div>
  );
}

/** What it is, whose it is, and where it is stored. */
export function ModelFacts({ workspace, model }: { workspace: string; model: ModelDocument }) {
  const { framework, user, project, uri, created, last_update: changed, system_tags: marks = [] } = model;
  return (
    <Facts title="General">
      <Fact name="Framework">{framework || <None>Not noted</None>}</Fact>
      <Fact name="Made by">{user?.name ?? <None>Somebody who is no longer here</None>}</Fact>
      <Fact name="Project">{project?.name ?? <None />}</Fact>
      <Fact name="Stored at">
        {uri ? <Address workspace={workspace} uri={uri} /> : <None>Nothing is stored</None>}
      </Fact>
      {created && <Fact name="Created">{exactly(created)}</Fact>}
      {changed && (
        <Fact name="Last changed">
          {exactly(changed)}{' '}
          <span className="faint">
            (<When time={changed} />)
          </span>
        </Fact>
      )}
      <Fact name="Iteration">{(model.last_iteration ?? 0).toLocaleString('en')}</Fact>
      <Fact name="System tags">{marks.length > 0 ? marks.join(', ') : <None />}</Fact>
      <Fact name="Id">
        <span className="copied">
          <code className="breakable">{model.id}</code>
          <CopyButton text={model.id} label="Copy the id" said="Id copied" tipLeft />
        </span>
      </Fact>
    </Facts>
  );
}

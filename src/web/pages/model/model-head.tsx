import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { IdBadge } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProjectLink } from '../task/project-link.tsx';
import { useMayWrite } from '../task/use-may-write.ts';
import type { ModelDocument } from './model-query.ts';
import { PublishModelDialog } from './publish-model-dialog.tsx';

/** What a model is, with what can be done to it. */
export function ModelHead({ workspace, model }: { workspace: string; model: ModelDocument }) {
  const mayWrite = useMayWrite(workspace);
  const [publishing, setPublishing] = useState(false);
  const { name, project, ready, framework, tags = [], system_tags: marks = [] } = model;
  return (
    <>
      <div className="page-head wide task-head">
        <div className="grow">
          {project && <ProjectLink workspace={workspace} project={project} />}
          <h1 className="breakable">{name}</h1>
          <div className="cluster">
            <span className={ready ? 'badge b-ok' : 'badge'}>
              <Icon name={ready ? 'lock' : 'pencil'} />
              {ready ? 'Published' : 'Draft'}
            </span>
            {framework && <span className="badge">{framework}</span>}
            {marks.includes('archived') && <span className="badge">Archived</span>}
            {tags.map((tag) => (
              <span className="tag" key={tag}>
                {tag}
              </span>
            ))}
            <IdBadge id={model.id} what="the id of this model" />
          </div>
        </div>
        {mayWrite && !ready && (
          <div className="end">
            <Button icon="lock" onClick={() => setPublishing(true)}>
              Publish
            </Button>
          </div>
        )}
      </div>
      {publishing && <PublishModelDialog {...{ workspace, model }} onClose={() => setPublishing(false)} />}
    </>
  );
}

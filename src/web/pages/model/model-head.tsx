import { useState } from 'react';
import { IdBadge } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionBar } from '../task/actions/action-bar.tsx';
import { ProjectLink } from '../task/project-link.tsx';
import { useMayWrite } from '../task/use-may-write.ts';
import { type ModelActionKind, modelActions } from './model-actions.ts';
import { ModelDialog } from './model-dialog.tsx';
import type { ModelDocument } from './model-query.ts';

/** What a model is, with what can be done to it. */
export function ModelHead({ workspace, model }: { workspace: string; model: ModelDocument }) {
  const mayWrite = useMayWrite(workspace);
  const [open, setOpen] = useState<ModelActionKind>();
  const actions = modelActions(model);
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
        {mayWrite && (
          <ActionBar
            first={actions.find(({ kind }) => kind === 'publish')}
            {...{ actions }}
            onChoose={setOpen}
          />
        )}
      </div>
      {open && <ModelDialog {...{ workspace, model }} kind={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { TagsAndComment } from '../task/tags-and-comment.tsx';
import { type ModelDocument, refreshModel } from './model-query.ts';

/** Tags and comment of a model. */
export function DescriptionSections({ workspace, model }: { workspace: string; model: ModelDocument }) {
  const client = useQueryClient();
  return (
    <TagsAndComment
      workspace={workspace}
      of={model}
      onChange={async (wanted) => {
        await call('models.update', { model: model.id, ...wanted }, { workspace });
        await refreshModel(client, workspace, model.id);
      }}
    />
  );
}

import '../../../media/media.css';
import { useQuery } from '@tanstack/react-query';
import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { LoadedState } from '../../../ui/states.tsx';
import type { TaskTabProps } from '../task-tab.tsx';
import { ArtifactItem } from './artifact-item.tsx';
import { type Artifact, madeQuery } from './artifacts-queries.ts';
import { ModelsSection } from './models-section.tsx';

const EXAMPLE = `from clearml import Task

task = Task.current_task()
task.upload_artifact('predictions', artifact_object=data_frame)`;

function NoArtifacts() {
  return (
    <div className="empty">
      <Icon name="file" />
      <strong>No artifacts</strong>
      <span>
        Anything a script makes can be kept with its task: tables, arrays, pictures, files, folders.
      </span>
      <CodeBlock text={EXAMPLE} label="How to keep an artifact" />
    </div>
  );
}

function ArtifactsPanel({ workspace, title, artifacts }: ArtifactsPanelProps) {
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
      </div>
      <div className="panel">
        {artifacts.length === 0 && <NoArtifacts />}
        {artifacts.map((artifact) => (
          <ArtifactItem key={`${artifact.mode} ${artifact.key}`} workspace={workspace} artifact={artifact} />
        ))}
      </div>
    </section>
  );
}

interface ArtifactsPanelProps {
  workspace: string;
  title: string;
  artifacts: readonly Artifact[];
}

/** What a task made and what it took: artifacts and models. */
export function ArtifactsTab({ workspace, task }: TaskTabProps) {
  const query = useQuery(madeQuery(workspace, task));
  return (
    <LoadedState query={query} what="artifacts and models">
      {({ artifacts, input, output }) => {
        const taken = artifacts.filter(({ mode }) => mode === 'input');
        const made = artifacts.filter(({ mode }) => mode !== 'input');
        return (
          <div className="info-column">
            <ArtifactsPanel workspace={workspace} title="Artifacts" artifacts={made} />
            {taken.length > 0 && (
              <ArtifactsPanel workspace={workspace} title="Artifacts it was given" artifacts={taken} />
            )}
            <ModelsSection
              {...{ workspace, task }}
              title="Output models"
              about="It has made none. Weights that a framework saves while the task runs appear here by themselves."
              items={output}
            />
            <ModelsSection
              {...{ workspace, task }}
              title="Input models"
              about="It was given none."
              items={input}
            />
          </div>
        );
      }}
    </LoadedState>
  );
}

import { DeleteProjectDialog } from './delete-project-dialog.tsx';
import { EditProjectDialog } from './edit-project-dialog.tsx';
import { MakeProjectDialog } from './make-project-dialog.tsx';
import { MoveProjectDialog } from './move-project-dialog.tsx';
import type { Project } from './projects-query.ts';

/** What is being done about a project; a new one may stand inside another. */
export type ProjectTask =
  | { kind: 'make'; project?: Project }
  | { kind: 'edit' | 'move' | 'delete'; project: Project };

interface ProjectDialogsProps {
  workspace: string;
  task: ProjectTask;
  onClose: () => void;
}

/** The dialog of a project that is open. */
export function ProjectDialogs({ workspace, task, onClose }: ProjectDialogsProps) {
  switch (task.kind) {
    case 'make':
      return <MakeProjectDialog workspace={workspace} inside={task.project} onClose={onClose} />;
    case 'edit':
      return <EditProjectDialog workspace={workspace} project={task.project} onClose={onClose} />;
    case 'move':
      return <MoveProjectDialog workspace={workspace} project={task.project} onClose={onClose} />;
    case 'delete':
      return <DeleteProjectDialog workspace={workspace} project={task.project} onClose={onClose} />;
  }
}

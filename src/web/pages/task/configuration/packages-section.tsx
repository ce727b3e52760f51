import { EditableText } from '../editable-text.tsx';
import type { Script } from './configuration-queries.ts';
import type { ExecutionEdits } from './edit-execution.ts';
import { packageLists } from './requirements.ts';

interface PackagesSectionProps {
  script: Script;
  edits: ExecutionEdits | undefined;
}

/** The packages an agent installs before it runs the script. */
export function PackagesSection({ script, edits }: PackagesSectionProps) {
  const lists = packageLists(script.requirements);
  const shown = lists.some(({ manager }) => manager === 'pip')
    ? lists
    : [{ manager: 'pip', title: 'Packages of pip', text: '' }, ...lists];
  const save =
    edits &&
    ((manager: string, text: string) => edits.requirements({ ...script.requirements, [manager]: text }));
  return (
    <section className="section" aria-labelledby="h-packages">
      <div className="section-head">
        <h2 id="h-packages">Installed packages</h2>
      </div>
      {shown.map(({ manager, title, text }) => (
        <div className="panel panel-pad stack" key={manager}>
          {shown.length > 1 && <h3>{title}</h3>}
          <EditableText
            name={title}
            file={manager === 'pip' ? 'requirements.txt' : `${manager}.txt`}
            text={text}
            empty="None are noted. An agent then installs what requirements.txt of the repository names."
            onSave={save && ((changed) => save(manager, changed))}
          />
        </div>
      ))}
    </section>
  );
}

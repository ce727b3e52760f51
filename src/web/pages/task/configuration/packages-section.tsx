import { LongText } from '../long-text.tsx';
import type { Script } from './configuration-queries.ts';
import { packageLists } from './requirements.ts';

/** The packages an agent installs before it runs the script. */
export function PackagesSection({ script }: { script: Script }) {
  const lists = packageLists(script.requirements);
  return (
    <section className="section" aria-labelledby="h-packages">
      <div className="section-head">
        <h2 id="h-packages">Installed packages</h2>
      </div>
      {lists.length === 0 && (
        <div className="panel panel-pad">
          <p className="sm quiet">
            None are noted. An agent then installs what requirements.txt of the repository names.
          </p>
        </div>
      )}
      {lists.map(({ manager, title, text }) => (
        <div className="panel panel-pad stack" key={manager}>
          {(lists.length > 1 || manager !== 'pip') && <h3>{title}</h3>}
          <LongText key={text} name={title} file={`${manager}.txt`} text={text} />
        </div>
      ))}
    </section>
  );
}

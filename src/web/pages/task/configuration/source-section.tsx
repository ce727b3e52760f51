import type { ReactNode } from 'react';
import { CopyButton } from '../../../ui/copy.tsx';
import { Fact, Facts, None } from '../facts.tsx';
import type { Script } from './configuration-queries.ts';

/** A value with a button that copies it. */
function Copied({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return <None />;
  return (
    <span className="copied">
      <code className="breakable">{value}</code>
      <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} said={`${name} copied`} tipLeft />
    </span>
  );
}

/** Which code is run, and how. */
export function SourceSection({ script, end }: { script: Script; end?: ReactNode }) {
  const rows: [string, string | null | undefined][] = [
    ['Repository', script.repository],
    ['Branch', script.branch],
    ['Commit', script.version_num],
    ['Entry point', script.entry_point],
    ['Working directory', script.working_dir],
    ['Interpreter', script.binary],
  ];
  if (script.tag) rows.splice(3, 0, ['Git tag', script.tag]);
  return (
    <Facts title="Source code" end={end}>
      {rows.map(([name, value]) => (
        <Fact key={name} name={name}>
          <Copied name={name} value={value} />
        </Fact>
      ))}
    </Facts>
  );
}

const CONTAINER: readonly [string, string][] = [
  ['image', 'Image'],
  ['arguments', 'Arguments'],
  ['setup_shell_script', 'Set-up script'],
];

/** The container an agent runs it in. */
export function ContainerSection({
  container,
  end,
}: {
  container: Record<string, string | null>;
  end?: ReactNode;
}) {
  const known = new Set(CONTAINER.map(([key]) => key));
  const more = Object.entries(container).filter(([key, value]) => !known.has(key) && value);
  return (
    <Facts title="Container" end={end}>
      {CONTAINER.map(([key, name]) => (
        <Fact key={key} name={name}>
          {key === 'setup_shell_script' && container[key] ? (
            <pre className="comment">{container[key]}</pre>
          ) : (
            <Copied name={name} value={container[key]} />
          )}
        </Fact>
      ))}
      {more.map(([key, value]) => (
        <Fact key={key} name={key}>
          <Copied name={key} value={value} />
        </Fact>
      ))}
    </Facts>
  );
}

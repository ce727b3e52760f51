import type { Painted } from './painted-lines.ts';

const NONE: ReadonlySet<string> = new Set();

/** A line of coloured text. Masked secrets are dots, or the word "changed" where another stood before. */
export function CodeLine({
  line,
  changed = NONE,
}: {
  line: readonly Painted[];
  changed?: ReadonlySet<string>;
}) {
  return line.map((painted, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other identity and never move
    <Stretch key={index} {...painted} isChanged={painted.mask !== undefined && changed.has(painted.mask)} />
  ));
}

function Stretch({ text, className, mask, isChanged }: Painted & { isChanged: boolean }) {
  if (mask === undefined) return <span className={className || undefined}>{text}</span>;
  return (
    <span className="mask" role="img" aria-label={isChanged ? 'changed secret' : 'masked secret'}>
      {isChanged ? 'changed' : text}
    </span>
  );
}

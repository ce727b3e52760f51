import type { ReactNode } from 'react';

/** Indent and command, name, separator, value, end: the shape of almost every line of configuration. */
const LINE = /^(\s*(?:%env |export |-e )?)("?[\w-]+"?)(\s*[=:]\s*)(.+?)(\s*\\)?$/;

function paintLine(line: string): ReactNode {
  if (/^\s*#/.test(line)) return <span className="c">{line}</span>;
  const parts = LINE.exec(line);
  if (!parts) return line;
  const [, indent, name, separator, value, end] = parts;
  return (
    <>
      {indent}
      <span className="k">{name}</span>
      {separator}
      <span className="s">{value}</span>
      {end}
    </>
  );
}

/** Colours names, values and comments of a short configuration text; its characters stay the same. */
export function paint(text: string): ReactNode {
  return text.split('\n').map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
    <span key={i}>
      {i > 0 && '\n'}
      {paintLine(line)}
    </span>
  ));
}

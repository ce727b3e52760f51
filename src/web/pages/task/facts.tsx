import type { ReactNode } from 'react';

/** One thing that is known, with its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A panel of things that are known. */
export function Facts({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {end && <div className="end">{end}</div>}
      </div>
      <dl className="panel facts">{children}</dl>
    </section>
  );
}

/** What stands where nothing is known. */
export const None = ({ children = 'None' }: { children?: string }) => (
  <span className="faint">{children}</span>
);

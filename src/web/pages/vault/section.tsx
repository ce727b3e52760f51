import { type ReactNode, useId } from 'react';
import { Icon, type IconName } from '../../ui/icon.tsx';

interface SectionProps {
  /** "section" stands by itself on a page, "part" inside a panel. */
  look: 'section' | 'part';
  title: string;
  icon?: IconName;
  about?: ReactNode;
  /** Right of the title. */
  end?: ReactNode;
  /** For links to it. */
  anchor?: string;
  children: ReactNode;
}

/** A titled list, as a section with a panel of its own or as a part of a panel. */
export function Section({ look, title, icon, about, end, anchor, children }: SectionProps) {
  const id = useId();
  if (look === 'part') {
    return (
      <section className="ws-part" aria-labelledby={id}>
        <div className="sub-head">
          {icon && <Icon name={icon} />}
          <h3 id={id}>{title}</h3>
          {end && <div className="end">{end}</div>}
        </div>
        {about && <p className="ws-about sm quiet">{about}</p>}
        {children}
      </section>
    );
  }
  return (
    <section className="section" id={anchor} aria-labelledby={id}>
      <div className="section-head">
        <div>
          <h2 id={id}>{title}</h2>
          {about && <p>{about}</p>}
        </div>
        {end && <div className="end">{end}</div>}
      </div>
      <div className="panel">{children}</div>
    </section>
  );
}

import { type ReactNode, useEffect } from 'react';
import { WEB_VERSION } from '../../base-path.ts';
import { Mark } from '../../ui/mark.tsx';
import { Plan } from './plan.tsx';

interface DoorProps {
  title: string;
  wide?: boolean;
  children: ReactNode;
}

/** The frame of the pages one sees without a session. */
export function Door({ title, wide, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Atrium`;
  }, [title]);
  return (
    <div className="door">
      <main className="door-main" id="content">
        <div className="brand">
          <Mark />
          Atrium
        </div>
        <div className={wide ? 'door-box door-box-lg' : 'door-box'}>{children}</div>
        <div className="door-foot">
          <span>{window.location.host}</span>
          <span>Web {WEB_VERSION}</span>
        </div>
      </main>
      <Plan />
    </div>
  );
}

interface DoorHeadProps {
  title: string;
  children: ReactNode;
}

export function DoorHead({ title, children }: DoorHeadProps) {
  return (
    <div>
      <h1>{title}</h1>
      <p>{children}</p>
    </div>
  );
}

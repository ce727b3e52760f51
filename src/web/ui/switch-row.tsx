import { type ReactNode, useId } from 'react';
import { ErrorNote } from './note.tsx';

interface SwitchRowProps {
  name: string;
  hint: ReactNode;
  on: boolean;
  disabled?: boolean;
  error?: unknown;
  badge?: string;
  /** Stands left of the switch. */
  beside?: ReactNode;
  /** Stands below, over the whole width. */
  children?: ReactNode;
  onChange: (on: boolean) => void;
}

/** A setting that is on or off, with what it does. */
export function SwitchRow({
  name,
  hint,
  on,
  disabled,
  error,
  badge,
  beside,
  children,
  onChange,
}: SwitchRowProps) {
  const id = useId();
  return (
    <div className={beside ? 'row row-wrap' : 'row'}>
      <div>
        <div className="row-label">
          {name}
          {badge && <span className="badge">{badge}</span>}
        </div>
        <p className="row-hint" id={id}>
          {hint}
        </p>
      </div>
      <div className="row-control">
        {beside}
        <input
          className="switch"
          type="checkbox"
          role="switch"
          aria-label={name}
          aria-describedby={id}
          checked={on}
          aria-checked={on}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
      </div>
      {error !== null && error !== undefined && (
        <div className="row-full">
          <ErrorNote error={error} />
        </div>
      )}
      {children && <div className="row-full stack">{children}</div>}
    </div>
  );
}
